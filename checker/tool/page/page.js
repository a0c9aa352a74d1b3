'use strict';
(() => {
  document.documentElement.classList.add('js');
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const delayed = (run) => {
    let timer = 0;
    return () => { clearTimeout(timer); timer = setTimeout(run, 60); };
  };

  /* ---- findings ---- */

  const list = byId('finding-list');
  const items = all('.finding', list).map((box) => ({
    box, rule: box.dataset.rule, file: box.dataset.file,
    text: box.querySelector('summary').textContent.toLowerCase(),
  }));
  const titles = new Map(all(':scope > section', list).map(
    (group) => [group.dataset.key, group.querySelector('h3')]));
  const search = byId('search'), rule = byId('rule'), file = byId('file');
  const group = byId('group'), shown = byId('shown');

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of items) {
      const fits = (!rule.value || item.rule === rule.value) &&
        (!file.value || item.file === file.value) &&
        words.every((word) => item.text.includes(word));
      item.box.hidden = !fits;
      count += fits;
    }
    for (const part of all(':scope > section', list))
      part.hidden = !part.querySelector('.finding:not([hidden])');
    shown.textContent = count + ' of ' + items.length + ' shown';
  }

  function regroup() {
    const by = group.value;
    const parts = new Map();
    for (const item of items) {
      const key = item[by];
      if (!parts.has(key)) {
        const part = document.createElement('section');
        part.dataset.key = key;
        const title = by === 'rule' && titles.get(key);
        const made = document.createElement('h3');
        made.textContent = key;
        part.append(title || made);
        parts.set(key, part);
      }
      parts.get(key).append(item.box);
    }
    list.replaceChildren(...[...parts.keys()].sort().map((key) => parts.get(key)));
    filter();
  }

  function openAll(open) {
    for (const item of items)
      if (!item.box.hidden) item.box.open = open;
  }

  function step(by) {
    const seen = all('#findings summary').filter((one) => one.offsetParent);
    if (!seen.length) return;
    const at = seen.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : seen.length - 1)
      : Math.min(Math.max(at + by, 0), seen.length - 1);
    seen[next].focus();
    seen[next].scrollIntoView({ block: 'nearest' });
  }

  search.addEventListener('input', delayed(filter));
  rule.addEventListener('change', filter);
  file.addEventListener('change', filter);
  group.addEventListener('change', regroup);
  byId('open-all').addEventListener('click', () => openAll(true));
  byId('close-all').addEventListener('click', () => openAll(false));
  filter();

  /* ---- the ledger ---- */

  const sites = all('#ledger tbody').map((box) => ({
    box, verdict: box.dataset.verdict, text: box.textContent.toLowerCase(),
  }));
  const siteSearch = byId('site-search'), verdict = byId('verdict');
  const sitesShown = byId('sites-shown');

  function filterSites() {
    const words = siteSearch.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const site of sites) {
      const fits = (!verdict.value || site.verdict === verdict.value) &&
        words.every((word) => site.text.includes(word));
      site.box.hidden = !fits;
      count += fits;
    }
    sitesShown.textContent = count + ' of ' + sites.length + ' shown';
  }

  siteSearch.addEventListener('input', delayed(filterSites));
  verdict.addEventListener('change', filterSites);
  filterSites();

  /* ---- links and keys ---- */

  function reveal() {
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (!target) return;
    if (target.hidden && target.classList.contains('finding')) {
      search.value = rule.value = file.value = '';
      filter();
    }
    if (target.hidden) {
      siteSearch.value = verdict.value = '';
      filterSites();
    }
    for (let at = target; at; at = at.parentElement)
      if (at.tagName === 'DETAILS') at.open = true;
    target.scrollIntoView();
    const summary = target.querySelector(':scope > summary');
    if (summary) summary.focus({ preventScroll: true });
  }

  addEventListener('hashchange', reveal);
  reveal();

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest('input, select');
    if (event.key === 'Escape' && field && field.type === 'search') {
      field.value = '';
      field.dispatchEvent(new Event('input'));
      field.blur();
    } else if (field) {
      return;
    } else if (event.key === '/') {
      event.preventDefault();
      search.focus();
    } else if (event.key === 'j') {
      step(1);
    } else if (event.key === 'k') {
      step(-1);
    }
  });
})();
