using Orleans.Concurrency;
using Orleans.Runtime;

namespace BookedBarber.Embedded.Tests.State;

[GenerateSerializer]
[Alias("tests.note")]
public sealed class NoteState
{
    [Id(0)]
    public string Text { get; set; } = "blank";

    [Id(1)]
    public Dictionary<string, int> Counts { get; set; } = [];
}

public interface IStateGrain : IGrainWithStringKey
{
    Task<string> AtActivation();

    Task<string> Text();

    Task<(bool Exists, string? Etag)> Record();

    Task Write(string text);

    Task WriteSecond(string text);

    Task<string> TextOfSecond();

    Task Clear();

    Task Reread();

    [AlwaysInterleave]
    Task<int> Append(string text);
}

[GrainType("statetest")]
public sealed class StateGrain(
    [PersistentState("note")] IPersistentState<NoteState> note,
    [PersistentState("second")] IPersistentState<NoteState> second) : Grain, IStateGrain
{
    private string _atActivation = "never activated";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = note.State.Text;
        return Task.CompletedTask;
    }

    public Task<string> AtActivation() => Task.FromResult(_atActivation);

    public Task<string> Text() => Task.FromResult(note.State.Text);

    public Task<(bool Exists, string? Etag)> Record() => Task.FromResult((note.RecordExists, note.Etag));

    public async Task Write(string text)
    {
        note.State.Text = text;
        await note.WriteStateAsync();
    }

    public Task WriteSecond(string text)
    {
        second.State.Text = text;
        return second.WriteStateAsync();
    }

    public Task<string> TextOfSecond() => Task.FromResult(second.State.Text);

    public Task Clear() => note.ClearStateAsync();

    public Task Reread() => note.ReadStateAsync();

    public async Task<int> Append(string text)
    {
        note.State.Text += text;
        var length = note.State.Text.Length;
        await note.WriteStateAsync();
        return length;
    }
}
