// Lets the browser answer with a passkey: fills in the form's hidden field and sends it. Without this script, or without passkeys
// in the browser, those forms stay hidden and the other ways in remain.
(() => {
  const Credential = window.PublicKeyCredential;
  const forms = [...document.querySelectorAll('form[data-passkey]')];
  if (!forms.length || !Credential?.parseRequestOptionsFromJSON || !Credential.prototype.toJSON) return;
  let waiting = null;

  /** What the server asks; a fresh challenge each time. */
  const ask = async (form) => {
    const answer = await fetch(form.dataset.options, { method: 'POST' });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };
  const send = (form, credential) => {
    form.elements.response.value = JSON.stringify(credential.toJSON());
    HTMLFormElement.prototype.submit.call(form);
  };
  const say = (form, visible) => {
    const sentence = form.querySelector('[data-passkey-cancelled]');
    if (sentence) sentence.hidden = !visible;
  };

  const answer = async (form) => {
    waiting?.abort();
    say(form, false);
    try {
      const options = await ask(form);
      const credential =
        form.dataset.passkey === 'create'
          ? await navigator.credentials.create({
              publicKey: Credential.parseCreationOptionsFromJSON(options)
            })
          : await navigator.credentials.get({ publicKey: Credential.parseRequestOptionsFromJSON(options) });
      send(form, credential);
    } catch {
      say(form, true);
      offer();
    }
  };

  /** The browser offers its passkeys in the e-mail field, as it does saved passwords. */
  const offer = async () => {
    const form = forms.find(({ dataset }) => dataset.passkey === 'get');
    const field = document.querySelector('input[autocomplete~="webauthn"]');
    if (!form || !field || !(await Credential.isConditionalMediationAvailable?.())) return;
    const mine = (waiting = new AbortController());
    try {
      const publicKey = Credential.parseRequestOptionsFromJSON(await ask(form));
      send(
        form,
        await navigator.credentials.get({ publicKey, mediation: 'conditional', signal: mine.signal })
      );
    } catch {
      // Nobody chose one, or the button was pressed meanwhile.
    }
  };

  for (const form of forms) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      answer(form);
    });
  }
  offer();
})();
