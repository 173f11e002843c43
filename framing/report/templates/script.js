'use strict';
document.documentElement.classList.add('js');
const blocks = new Map([...document.querySelectorAll('details.ev')].map((d) => [d.id, d]));
const users = new Map();
let last = null;
function tell(details) {
  for (const link of users.get(details.id) || []) link.setAttribute('aria-expanded', details.open);
}
function open(details, wanted) {
  details.open = wanted;
  tell(details);
  if (wanted) details.scrollIntoView({ block: 'nearest' });
}
for (const link of document.querySelectorAll('a.n')) {
  const details = blocks.get(link.hash.slice(1));
  if (!details) continue;
  users.set(details.id, [...(users.get(details.id) || []), link]);
  link.setAttribute('role', 'button');
  link.setAttribute('aria-controls', details.id);
  link.setAttribute('aria-expanded', 'false');
  const use = (event) => {
    event.preventDefault();
    last = link;
    open(details, !details.open);
  };
  link.addEventListener('click', use);
  link.addEventListener('keydown', (event) => { if (event.key === ' ') use(event); });
}
for (const details of blocks.values()) details.addEventListener('toggle', () => tell(details));
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const at = document.activeElement;
  const details = at.closest('details.ev') || blocks.get((at.hash || '').slice(1));
  if (!details || !details.open) return;
  open(details, false);
  ((users.get(details.id) || []).includes(last) ? last : (users.get(details.id) || [at])[0]).focus();
});
const arrive = () => { const d = blocks.get(location.hash.slice(1)); if (d) open(d, true); };
addEventListener('hashchange', arrive);
arrive();
