// Orders an agenda by dragging; without it each item has buttons for up and down.
for (const list of document.querySelectorAll('[data-order]')) {
  let dragged = null;
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener('dragstart', (event) => {
      if (event.target !== item) return;
      dragged = item;
      item.classList.add('dragged');
      event.dataTransfer.effectAllowed = 'move';
    });
    item.addEventListener('dragend', async () => {
      if (dragged !== item) return;
      dragged = null;
      item.classList.remove('dragged');
      const order = new FormData();
      for (const each of list.children) order.append('item', each.dataset.item);
      // The times beside the items are the server's to reckon.
      await fetch(list.dataset.order, { method: 'POST', body: new URLSearchParams(order) }).catch(() => null);
      location.reload();
    });
    item.addEventListener('dragover', (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      const { top, height } = item.getBoundingClientRect();
      if (event.clientY < top + height / 2) item.before(dragged);
      else item.after(dragged);
    });
  }
}
