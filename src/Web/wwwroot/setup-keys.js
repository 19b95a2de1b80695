// A new key is shown once, above the list, and stays until its owner leaves the page.

addEventListener("saved", ({ target, detail }) => {
  if (target.id !== "make-key") return;
  document.querySelector(".made-key")?.remove();
  const made = document.getElementById("made-key").content.cloneNode(true).firstElementChild;
  const key = made.querySelector("code");
  const news = made.querySelector("[role=status]");
  key.textContent = detail.key;
  made.querySelector("button").addEventListener("click", async () => {
    // Only safe connections have a clipboard.
    const copied = await navigator.clipboard?.writeText(detail.key).then(() => true, () => false);
    if (!copied) getSelection().selectAllChildren(key);
    news.textContent = copied ? news.dataset.copied : news.dataset.byHand;
  });
  document.querySelector(".setup-body").before(made);
  made.focus();
});
