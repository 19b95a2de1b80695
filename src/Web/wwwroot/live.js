// A stream of events for as long as a page is shown. It is opened anew when the server ends it, and when the reader comes
// back to the page as it was: a browser that keeps a page keeps no connection for it.

const retryMs = 5_000;

export function live(address, listen) {
  let stream;
  let timer;
  const open = () => {
    clearTimeout(timer);
    stream?.close();
    stream = new EventSource(address);
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, retryMs);
    });
    listen(stream);
  };

  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) open();
  });
  open();
}
