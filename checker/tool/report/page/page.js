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
    severity: box.dataset.severity, rank: box.dataset.rank,
    unit: box.closest('.group') || box,
    text: box.querySelector('summary').textContent.toLowerCase(),
  }));
  const titles = new Map(all(':scope > section', list).map(
    (group) => [group.dataset.key, group.querySelector('h3')]));
  const severity = byId('severity');
  const search = byId('search'), rule = byId('rule'), file = byId('file');
  const group = byId('group'), shown = byId('shown');

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of items) {
      const fits = (!rule.value || item.rule === rule.value) &&
        (!file.value || item.file === file.value) &&
        (!severity.value || item.severity === severity.value) &&
        words.every((word) => item.text.includes(word));
      item.box.hidden = !fits;
      count += fits;
    }
    for (const part of all(':scope > section, .group', list))
      part.hidden = !part.querySelector('.finding:not([hidden])');
    shown.textContent = count + ' of ' + items.length + ' shown';
  }

  function regroup() {
    const by = group.value;
    const parts = new Map();
    for (const item of items) {
      const key = item[by];
      if (item.unit.dataset.moved === by) continue; // with its group
      if (!parts.has(key)) {
        const part = document.createElement('section');
        part.dataset.key = key;
        part.dataset.rank = item.rank;
        const title = by === 'rule' && titles.get(key);
        const made = document.createElement('h3');
        made.textContent = key;
        part.append(title || made);
        parts.set(key, part);
      }
      parts.get(key).append(item.unit);
      if (item.unit !== item.box) item.unit.dataset.moved = by;
    }
    // Rules by how bad they are, as they were at first; files by name.
    const order = by === 'rule'
      ? (a, b) => parts.get(a).dataset.rank - parts.get(b).dataset.rank || (a < b ? -1 : 1)
      : (a, b) => (a < b ? -1 : 1);
    list.replaceChildren(...[...parts.keys()].sort(order).map((key) => parts.get(key)));
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

  /* ---- the steps of a path ---- */

  let current = null;

  function walk(by) {
    const focused = document.activeElement.closest('.finding');
    const box = focused && focused.open ? focused
      : (current && current.closest('.finding')) || all('#findings .finding[open]')
        .find((one) => one.offsetParent);
    if (!box) return;
    const steps = all('.path .n', box);
    if (!steps.length) return;
    const at = current && box.contains(current) ? steps.indexOf(current) : -1;
    const next = at < 0 ? (by > 0 ? 0 : steps.length - 1)
      : Math.min(Math.max(at + by, 0), steps.length - 1);
    show(steps[next]);
    steps[next].scrollIntoView({ block: 'center' });
  }

  function show(step) {
    if (current) current.classList.remove('now');
    for (const one of all('.steps a[aria-current]')) one.removeAttribute('aria-current');
    current = step;
    step.classList.add('now');
    const link = step.closest('.finding').querySelector('.steps a[href="#' + step.id + '"]');
    if (link) {
      link.setAttribute('aria-current', 'step');
      const list = link.closest('.steps');
      list.scrollTop += link.getBoundingClientRect().top -
        list.getBoundingClientRect().top - list.clientHeight / 2;
    }
  }

  /* Paper shows what is folded, too. */
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('#findings details:not([open])');
    for (const one of folded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of folded) one.open = false;
  });

  severity.addEventListener('change', filter);
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
    if (!siteSearch) return; // a page without a ledger
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

  if (siteSearch) {
    siteSearch.addEventListener('input', delayed(filterSites));
    verdict.addEventListener('change', filterSites);
  }
  filterSites();

  /* ---- links and keys ---- */

  function reveal() {
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (!target) return;
    const step = target.classList.contains('n');
    const box = target.closest('.finding');
    if (box && box.hidden) {
      search.value = rule.value = file.value = severity.value = '';
      filter();
    }
    if (target.hidden && siteSearch) {
      siteSearch.value = verdict.value = '';
      filterSites();
    }
    for (let at = target; at; at = at.parentElement)
      if (at.tagName === 'DETAILS') at.open = true;
    if (step) show(target);
    target.scrollIntoView(step ? { block: 'center' } : undefined);
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
    } else if (event.key === 'n') {
      walk(1);
    } else if (event.key === 'p') {
      walk(-1);
    }
  });
})();
