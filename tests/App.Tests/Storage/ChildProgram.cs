using System.Globalization;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Ledger;

namespace Gatehouse.App.Tests.Storage;

/// <summary>What a killed server was doing: run as a process of its own by <see cref="Child"/>.</summary>
internal static class ChildProgram
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["hold-home", var path]:
                using (HomeFolder.Open(path))
                {
                    Console.WriteLine("held");
                    Console.ReadLine();
                }

                return 0;
            case ["write-ledger", var path]:
                WriteForever(path);
                return 0;
            default:
                return 2;
        }
    }

    private static void WriteForever(string path)
    {
        var sample = new LedgerSample();
        using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
        while (true)
        {
            var number = (int)sample.Head.Seq + 1;
            store.Commit([
                sample.Next(LedgerSample.Full(number)),
                new LedgerChange.BodyStored(LedgerSample.Effect(number), LedgerSample.Bytes(number)),
            ]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sample.Head.Seq} {sample.Head.Hash}"));
        }
    }
}
