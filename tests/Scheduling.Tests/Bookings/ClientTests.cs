using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Scheduling.Tests.Bookings;

public class ClientTests
{
    [Theory]
    [InlineData("Ada", null, null)]
    [InlineData("Zoë Müller-Лев 🧔", "ada@example.org", "+49 30 1234-567")]
    public void A_client_with_a_name_is_well(string name, string? email, string? phone) =>
        Assert.Empty(new Client(name, email, phone).Check());

    [Theory]
    [InlineData("", null, null, "client.name")]
    [InlineData("   ", null, null, "client.name")]
    [InlineData("A\0da", null, null, "client.name")]
    [InlineData("A\nda", null, null, "client.name")]
    [InlineData("Ada", "", null, "client.email")]
    [InlineData("Ada", "ada", null, "client.email")]
    [InlineData("Ada", "@example.org", null, "client.email")]
    [InlineData("Ada", "ada@", null, "client.email")]
    [InlineData("Ada", "a da@example.org", null, "client.email")]
    [InlineData("Ada", null, "\u0007", "client.phone")]
    public void What_is_wrong_is_named(string name, string? email, string? phone, string path) =>
        Assert.All(Problems(name, email, phone), problem => Assert.Equal(path, problem.Field));

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() => Assert.Single(Problems("A" + (char)0xD800, null, null));

    [Fact]
    public void Lengths_are_bounded()
    {
        Assert.Empty(Problems(new string('a', Text.MaxName), null, null, atLeastOne: false));
        Assert.Single(Problems(new string('a', Text.MaxName + 1), null, null));
        Assert.Single(Problems("Ada", new string('a', 250) + "@b.de", null));
        Assert.Single(Problems("Ada", null, new string('1', 41)));
    }

    [Fact]
    public void Notes_may_have_lines_but_no_control_characters()
    {
        var problems = new List<FieldProblem>();
        Text.CheckLines("notes", null, Text.MaxNotes, problems);
        Text.CheckLines("notes", "", Text.MaxNotes, problems);
        Text.CheckLines("notes", "short at the sides,\r\n\tlong on top", Text.MaxNotes, problems);
        Assert.Empty(problems);
        Text.CheckLines("notes", "a\0b", Text.MaxNotes, problems);
        Text.CheckLines("notes", new string('a', Text.MaxNotes + 1), Text.MaxNotes, problems);
        Assert.Equal(2, problems.Count);
    }

    private static IReadOnlyList<FieldProblem> Problems(string name, string? email, string? phone, bool atLeastOne = true)
    {
        var problems = new Client(name, email, phone).Check();
        if (atLeastOne) Assert.NotEmpty(problems);
        return problems;
    }
}
