// A new key is in the answer of the API, and nowhere else: it is shown above the list until its owner leaves the page, or
// revokes it.

addEventListener("saved", ({ target, detail }) => {
  if (target.id === "make-key") show(detail);
  else document.querySelector(`.made-key[data-id="${target.dataset.api.split("/").pop()}"]`)?.remove();
});

function show({ id, name, key }) {
  const made = document.getElementById("made-key").content.cloneNode(true).firstElementChild;
  const code = made.querySelector("code");
  const news = made.querySelector("[role=status]");
  made.dataset.id = id;
  made.querySelector("h2 span").textContent = `: ${name}`;
  code.textContent = key;
  made.querySelector("button").addEventListener("click", async () => {
    // Only safe connections have a clipboard.
    const copied = await navigator.clipboard?.writeText(key).then(() => true, () => false);
    if (!copied) getSelection().selectAllChildren(code);
    news.textContent = copied ? news.dataset.copied : news.dataset.byHand;
  });
  document.querySelector(".setup-body").before(made);
  made.focus();
}
