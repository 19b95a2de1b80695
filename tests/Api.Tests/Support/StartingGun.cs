using System.Net;
using Xunit.Sdk;

namespace BookedBarber.Api.Tests.Support;

/// <summary>Holds back the last byte of many requests until each has come so far, and then lets them all go.</summary>
internal sealed class StartingGun(int runners)
{
    private const int DeadlineSeconds = 30;

    private readonly TaskCompletionSource _fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    public HttpContent Hold(byte[] body) => new HeldContent(body, this);

    private async Task WaitAsync()
    {
        if (Interlocked.Increment(ref _waiting) == runners)
        {
            _fired.TrySetResult();
        }

        try
        {
            await _fired.Task.WaitAsync(TimeSpan.FromSeconds(DeadlineSeconds));
        }
        catch (TimeoutException)
        {
            throw new XunitException(
                $"After {DeadlineSeconds} s only {_waiting} of {runners} requests were under way.");
        }
    }

    private sealed class HeldContent : HttpContent
    {
        private readonly byte[] _body;
        private readonly StartingGun _gun;

        public HeldContent(byte[] body, StartingGun gun)
        {
            _body = body;
            _gun = gun;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_body.AsMemory(0, _body.Length - 1));
            await stream.FlushAsync();
            await _gun.WaitAsync();
            await stream.WriteAsync(_body.AsMemory(_body.Length - 1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
