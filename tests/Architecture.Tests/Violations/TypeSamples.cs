#pragma warning disable CA1812, CA2211, CA1801, CA1823, IDE0051, IDE0060, CS0169, CS0649, CA1068, CA1805
namespace Gatehouse.Architecture.Tests.Violations;

/// <summary>What the type rules exist to refuse, and beside each the good case.</summary>
internal static class TypeSamples
{
    internal class Unsealed;

    internal sealed class Sealed;

    internal abstract class Open;

    internal sealed class TokenHelper;

    internal sealed class TokenData;

    internal sealed class Database;

    internal sealed class State
    {
        public const int Constant = 1;
        public static readonly string Fixed = "";
        public static int Counter;
        public static readonly Dictionary<string, string> Cache = [];
        private readonly int _mine;

        public static string Registry { get; set; } = "";
    }

    internal sealed class Tokens : IAsyncEnumerable<int>
    {
        public static void Good(int a, CancellationToken ct) { }

        public static void Two(CancellationToken stopped, CancellationToken ct) { }

        public static void Renamed(CancellationToken token) { }

        public static void Defaulted(CancellationToken ct = default) { }

        public static void First(CancellationToken ct, int a) { }

        // The framework's own signature.
        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException();
    }

    internal sealed class Flow : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => 0;
        public override long Position { get; set; }

        public override void Flush() { }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => 0;

        public override long Seek(long offset, SeekOrigin origin) => 0;

        public override void SetLength(long value) { }

        public override void Write(byte[] buffer, int offset, int count) { }
    }

    internal interface IOne;

    internal interface ITwo;
}
