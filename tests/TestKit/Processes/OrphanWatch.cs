using System.Diagnostics;
using System.Globalization;

namespace BookedBarber.TestKit.Processes;

/// <summary>Kills a process when the test run ends without having done so, however it ends.</summary>
public static class OrphanWatch
{
    private const string Script = """
        (
          trap '' INT HUP TERM
          while kill -0 "$1" && kill -0 "$2"; do sleep 0.5; done
          kill -0 "$1" && exit
          case $(ps -o args= -p "$2") in *BookedBarber.*.dll*) kill -9 "$2" ;; esac
        ) </dev/null >/dev/null 2>&1 &
        """;

    public static void Over(Process process)
    {
        string[] ids = [Text(Environment.ProcessId), Text(process.Id)];
        using var shell = Process.Start("sh", ["-c", Script, "watch", .. ids]);
        shell.WaitForExit();
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
