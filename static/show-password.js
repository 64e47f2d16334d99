// Puts a button beside each password field that shows what was typed; without this script the field simply stays hidden.
for (const field of document.querySelectorAll('input[type="password"][data-show]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  button.setAttribute('aria-controls', field.id);
  const show = (visible) => {
    field.type = visible ? 'text' : 'password';
    button.textContent = visible ? field.dataset.hide : field.dataset.show;
  };
  show(false);
  button.addEventListener('click', () => show(field.type === 'password'));
  // A password that is sent off in a visible field would be offered again as ordinary text.
  field.form?.addEventListener('submit', () => show(false));
  field.after(button);
}
