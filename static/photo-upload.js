// Says before a large file is sent that it is too large, and while one is sent that it is under way; without this script the
// answer says so.
for (const form of document.querySelectorAll('form[data-sending]')) {
  const field = form.querySelector('input[type="file"]');
  const button = form.querySelector('button');
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  button.after(told);
  field?.addEventListener('change', () => {
    const tooLarge = (field.files[0]?.size ?? 0) > Number(form.dataset.most);
    field.setCustomValidity(tooLarge ? form.dataset.tooLarge : '');
    if (tooLarge) field.reportValidity();
  });
  form.addEventListener('submit', (event) => {
    if (field && !field.checkValidity() && field.validity.customError) {
      event.preventDefault();
      field.reportValidity();
      return;
    }
    told.textContent = form.dataset.sending;
    button.disabled = true;
  });
  // Back from the next page: the form can be sent again.
  addEventListener('pageshow', () => {
    told.textContent = '';
    button.disabled = false;
  });
}
