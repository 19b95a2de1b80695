// Passkeys: fetches what is to be asked of the authenticator, asks it, and has the form sent with what it answered.

// A passkey belongs to a name: an address of numbers cannot have one.
const isNumeric = /^\[|^[\d.]+$/.test(location.hostname);
const isSupported = !isNumeric && Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function fetchQuestion({ form, dataset }) {
  const { name, value } = form.elements.__RequestVerificationToken;
  const response = await fetch(dataset.options, { method: "POST", body: new URLSearchParams({ [name]: value }) });

  // Whoever is signed in no more is led to where one signs in.
  if (response.redirected) location.reload();
  if (!response.ok || response.redirected) throw new Error(`No question: ${response.status}`);
  return response.json();
}

const ask = {
  create: (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

async function press(button) {
  const { form } = button;
  const error = form.querySelector(".error[role=alert]");
  error.hidden = true;
  button.disabled = true;
  try {
    const { options, ticket } = await fetchQuestion(button);
    const credential = await ask[button.dataset.passkey](options);
    form.elements.ticket.value = ticket;
    form.elements.credential.value = JSON.stringify(credential);
  } catch {
    // Given up by whoever was asked, or by their device: it does not say why.
    error.hidden = false;
    return;
  } finally {
    button.disabled = false;
  }

  form.requestSubmit(button);
}

for (const button of isSupported ? document.querySelectorAll("button[data-passkey]") : []) {
  button.hidden = false;
  button.form.hidden = false;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (button.formNoValidate || button.form.reportValidity()) press(button);
  });
}
