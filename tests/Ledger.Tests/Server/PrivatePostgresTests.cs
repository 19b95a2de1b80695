using System.Diagnostics;
using BookedBarber.Ledger.Server;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Server;

public sealed class PrivatePostgresTests
{
    [PostgresFact]
    public async Task What_was_committed_is_there_after_stop_and_start()
    {
        var directory = TemporaryPostgres.CreateDirectory();
        await using (var server = await PrivatePostgres.StartAsync(directory))
        {
            await ScalarAsync(server, "create table memo (text text); insert into memo values ('kept')");
        }

        await using var again = await PrivatePostgres.StartAsync(directory);

        Assert.Equal("kept", await ScalarAsync(again, "select text from memo"));
    }

    [PostgresFact]
    public async Task A_killed_server_starts_again_on_its_port_with_everything_committed()
    {
        await using var server = await PrivatePostgres.StartAsync(TemporaryPostgres.CreateDirectory());
        var (port, process) = (server.Port, server.ProcessId);
        await ScalarAsync(server, "create table memo (text text); insert into memo values ('kept')");

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(server, "select 1"));
        await server.StartAgainAsync();

        Assert.Equal(port, server.Port);
        Assert.NotEqual(process, server.ProcessId);
        Assert.Equal("kept", await ScalarAsync(server, "select text from memo"));
    }

    [PostgresFact]
    public async Task A_server_that_a_dead_process_left_running_is_taken_over()
    {
        var directory = TemporaryPostgres.CreateDirectory();
        var orphan = await LeaveOrphanAsync(directory);

        await using var server = await PrivatePostgres.StartAsync(directory);

        Assert.NotEqual(orphan, server.ProcessId);
        Assert.Equal("kept", await ScalarAsync(server, "select text from memo"));
    }

    [PostgresFact]
    public async Task A_pid_file_that_names_a_stranger_does_not_stop_the_start()
    {
        var directory = TemporaryPostgres.CreateDirectory();
        await using (var server = await PrivatePostgres.StartAsync(directory))
        {
            await server.KillAsync();
        }

        // The number was given to another process since: here, to ourselves.
        var path = Path.Combine(directory, "data", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(path);
        lines[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(path, lines);

        await using var again = await PrivatePostgres.StartAsync(directory);

        Assert.Equal(1, await ScalarAsync(again, "select 1"));
    }

    [PostgresFact]
    public async Task A_second_owner_of_a_directory_is_refused_while_the_first_lives()
    {
        var directory = TemporaryPostgres.CreateDirectory();
        await using var server = await PrivatePostgres.StartAsync(directory);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => PrivatePostgres.StartAsync(directory));

        Assert.Contains("in use by another", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync(server, "select 1"));
    }

    [PostgresFact]
    public async Task Only_who_has_the_password_gets_in_and_it_is_readable_by_its_owner_alone()
    {
        var directory = TemporaryPostgres.CreateDirectory();
        await using var server = await PrivatePostgres.StartAsync(directory);

        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess" };
        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => ScalarAsync(wrong.ConnectionString, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(directory, "postgres.password"))
            == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal("127.0.0.1", await ScalarAsync(server, "show listen_addresses"));
    }

    [PostgresFact]
    public async Task It_is_durable_and_in_a_session_of_its_own()
    {
        await using var server = await PrivatePostgres.StartAsync(TemporaryPostgres.CreateDirectory());

        Assert.Equal("on", await ScalarAsync(server, "show fsync"));
        Assert.Equal("on", await ScalarAsync(server, "show synchronous_commit"));
        Assert.Equal("on", await ScalarAsync(server, "show full_page_writes"));
        if (File.Exists($"/proc/{server.ProcessId}/stat"))
        {
            var fields = (await File.ReadAllTextAsync($"/proc/{server.ProcessId}/stat")).Split(") ")[1].Split(' ');
            Assert.Equal($"{server.ProcessId}", fields[3]);
        }
    }

    private static async Task<int> LeaveOrphanAsync(string directory)
    {
        await using (var server = await PrivatePostgres.StartAsync(directory))
        {
            await ScalarAsync(server, "create table memo (text text); insert into memo values ('kept')");
        }

        var account = await ServiceAccount.FindAsync(CancellationToken.None);
        var binaries = await PostgresBinaries.FindAsync(major: null, CancellationToken.None);
        var data = Path.Combine(directory, "data");
        var arguments = $"-c listen_addresses= -c unix_socket_directories={data}";
        var run = await account.RunAsync(
            [binaries["pg_ctl"], "start", "-D", data, "-l", Path.Combine(data, "server.log"), "-o", arguments, "-w"],
            TimeSpan.FromSeconds(30),
            CancellationToken.None);
        Assert.True(run.Succeeded, run.Output);
        return new PostmasterFile(data).ReadProcessId()!.Value;
    }

    private static Task<object?> ScalarAsync(PrivatePostgres server, string sql) =>
        ScalarAsync(server.ConnectionString, sql);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
