// Shows the lines of one app, opens what an anchor is in, and everything before printing. The page is whole without it.
for (const map of document.querySelectorAll('svg.map')) {
  const lines = [...map.querySelectorAll('.line')];
  const nodes = [...map.querySelectorAll('.node')];
  const lit = (id) => {
    map.classList.toggle('lit', id !== undefined);
    const near = new Set([id]);
    for (const line of lines) {
      const { from, to } = line.dataset;
      const isOwn = from === id || to === id;
      line.classList.toggle('on', isOwn);
      if (isOwn) near.add(from).add(to);
    }
    for (const node of nodes) node.classList.toggle('on', near.has(node.dataset.node));
  };
  const nodeOf = (event) => event.target.closest?.('.node')?.dataset.node;
  const focused = () => map.querySelector('.node:focus-visible')?.dataset.node;
  map.addEventListener('pointerover', (event) => lit(nodeOf(event) ?? focused()));
  map.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && lit(focused()));
  map.addEventListener('focusin', (event) => lit(nodeOf(event)));
  map.addEventListener('focusout', () => lit(undefined));
  // A finger has nothing to point with: the first touch shows the lines, the second follows the link.
  let touched;
  map.addEventListener('click', (event) => {
    const id = nodeOf(event);
    if (event.pointerType === 'touch' && id !== touched) event.preventDefault();
    touched = id;
    lit(id);
  });
}

const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  target.scrollIntoView();
};
addEventListener('hashchange', reveal);
reveal();

let closed = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')];
  for (const one of closed) one.open = true;
});
addEventListener('afterprint', () => {
  for (const one of closed) one.open = false;
});
