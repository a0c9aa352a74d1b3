#!/usr/bin/env python3
"""Uses the report page in a browser, as a reader does: filters, links, keys,
colours, print, and 1,000 findings.

check_page.py SPINPAIR SOURCE FOLDER. Wants chromium, chromedriver and selenium.
"""
import base64
import contextlib
import os
import pathlib
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

spinpair, source, folder = sys.argv[1:]
sys.path.insert(0, os.path.join(source, 'test/tool/Inputs'))
from program import Program  # noqa: E402

FUNCTION = '''void leaks_{0}_{1}(void *ext, ULONG id, int early) {{
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (early)
    return;
  StorPortReleaseMSISpinLock(ext, id, irql);
}}
'''
LATENCY = 10000  # ms, for what takes a few hundred: only a page that hangs fails
HOSTILE = 'a b"\'<img src=x onerror=alert(1)>&\u202e.c'


def write_pages():
    """A program with 1,000 findings in 8 files, one silenced, and a helper that is
    used rightly, too; and its last file alone."""
    program = Program(spinpair, folder)
    program.write('.git/HEAD', '')
    names = [f'unit{i}.c' for i in range(7)] + [HOSTILE]
    for number, name in enumerate(names):
        program.write(name, '#include "storport.h"\n' + ''.join(
            FUNCTION.format(number, i) for i in range(125)))
    program.write('more.c', '#include "storport.h"\n' + FUNCTION.format(9, 9).replace(
        'return;', 'return; // NOLINT') + '''
static ULONG Lock(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  return irql;
}
void Twice(void *ext) {
  ULONG irql = Lock(ext, 1);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
void Right(void *ext) {
  ULONG irql = Lock(ext, 2);
  StorPortReleaseMSISpinLock(ext, 2, irql);
}
''')
    program.run(*names, 'more.c', '--report', 'html=page.html', status=2)
    program.run('more.c', '--report', 'html=small.html', status=2)
    return [(program.folder / name).resolve().as_uri()
            for name in ('page.html', 'small.html')]


class Reader:
    def __init__(self, driver):
        self.driver = driver

    def js(self, script, *arguments):
        return self.driver.execute_script('return ' + script, *arguments)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def count(self, selector):
        return self.js('document.querySelectorAll(arguments[0]).length', selector)

    def shown(self):
        return self.js("[...document.querySelectorAll('#finding-list .finding')]"
                       '.filter((one) => one.checkVisibility()).length')

    def until(self, what, message):
        end = time.monotonic() + 30
        while not what():
            assert time.monotonic() < end, message
            time.sleep(0.02)

    def latency(self, script):
        """Milliseconds until the page has drawn what a script asks for."""
        took = self.driver.execute_async_script(
            'const done = arguments[0], start = performance.now();' + script +
            ';setTimeout(() => requestAnimationFrame(() => '
            'setTimeout(() => done(performance.now() - start))), 70)')
        assert took < LATENCY, (script, took)

    def key(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def emulate(self, media='', scheme='light'):
        self.driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {
            'media': media,
            'features': [{'name': 'prefers-color-scheme', 'value': scheme}]})


def filters(page):
    assert page.shown() == 1001
    assert page.one('#shown').text == '1001 of 1001 shown'
    page.one('#search').send_keys('leaks_3_77 UNIT3')
    page.until(lambda: page.shown() == 1, 'search finds one')
    assert page.one('#shown').text == '1 of 1001 shown'
    assert page.count('#finding-list > section:not([hidden])') == 1
    page.key(Keys.ESCAPE)
    page.until(lambda: page.shown() == 1001, 'Escape clears the search')
    page.one('#rule option[value="storport.msi.DoubleRelease"]').click()
    assert page.shown() == 1
    page.one('#rule option[value=""]').click()
    page.one('#file option:last-of-type').click()
    assert page.shown() == 125
    page.one('#group option[value="file"]').click()
    assert page.count('#finding-list > section') == 9
    assert page.shown() == 125
    page.one('#file option[value=""]').click()
    page.one('#search').send_keys('nothing like it')
    page.until(lambda: page.shown() == 0, 'nothing fits')
    page.key(Keys.ESCAPE)
    page.until(lambda: page.shown() == 1001, 'all again')
    page.one('#group option[value="rule"]').click()
    # The titles of the rules are back.
    titles = [part.text for part in page.driver.find_elements(
        By.CSS_SELECTOR, '#finding-list h3')]
    assert len(titles) == 2 and all('(spinpair explain ' in title for title in titles), titles


def stays_responsive(page):
    page.latency("document.getElementById('search').value = '7';"
                 "document.getElementById('search').dispatchEvent(new Event('input'))")
    page.latency("document.getElementById('search').value = '';"
                 "document.getElementById('search').dispatchEvent(new Event('input'))")
    page.latency("document.getElementById('group').value = 'file';"
                 "document.getElementById('group').dispatchEvent(new Event('change'))")
    page.latency("document.getElementById('open-all').click()")
    assert page.count('#finding-list .finding[open]') == 1001
    page.latency('scrollTo(0, document.body.scrollHeight)')
    page.latency("document.getElementById('close-all').click()")
    assert page.count('.finding[open]') == 0


def keyboard(page):
    page.js('document.activeElement.blur()')
    page.key('/')
    assert page.js('document.activeElement.id') == 'search'
    page.key('leaks_0_1', Keys.TAB)
    assert page.js('document.activeElement.id') == 'severity'
    page.until(lambda: page.shown() < 1001, 'search')
    page.one('#open-all').send_keys('j')
    first = page.js("document.activeElement.closest('.finding').id")
    page.key(Keys.ENTER)
    assert page.js("document.activeElement.closest('.finding').open")
    page.key('j')
    second = page.js("document.activeElement.closest('.finding').id")
    assert second != first
    page.key('k')
    assert page.js("document.activeElement.closest('.finding').id") == first
    page.key(Keys.ENTER)
    assert page.count('.finding[open]') == 0
    page.one('#search').send_keys('j')  # in a field it is a letter
    assert page.one('#search').get_attribute('value') == 'leaks_0_1j'
    page.key(Keys.ESCAPE)
    page.until(lambda: page.shown() == 1001, 'Escape clears the search')


def links(page, address):
    # To a folded finding: it is opened, with what it is folded in.
    folded = page.js("document.querySelector('.fold .finding').id")
    page.driver.get(f'{address}#{folded}')
    assert page.js("document.getElementById(arguments[0]).open", folded)
    assert page.js("document.querySelector('.fold').open")
    # From a finding to the ledger, and back, though a filter hides it.
    double = page.js("document.querySelector('[data-rule$=DoubleRelease]').id")
    page.one('#search').send_keys('leaks_1')
    page.until(lambda: page.shown() == 125, 'search')
    page.one('#verdict option:nth-of-type(4)').click()
    row = page.js("[...document.querySelectorAll('#ledger tbody')]"
                  ".find((row) => row.textContent.includes('Twice')).id")
    page.one(f'#{row} a[href="#{double}"]').click()
    page.until(lambda: page.js('document.getElementById(arguments[0]).open', double),
               'the finding is opened')
    assert page.one('#search').get_attribute('value') == ''
    page.one(f'#{double} a[href="#{row}"]').click()
    page.until(lambda: page.js('location.hash') == '#' + row, 'to the ledger')
    top = page.js('document.getElementById(arguments[0]).getBoundingClientRect().top', row)
    assert 0 <= top < page.js('innerHeight'), top
    text = page.one('#' + row).text
    assert 'Right' in text and 'proved' in text and 'DoubleRelease' in text, text


def hostile_names(page):
    assert page.count('img') == 0 and page.count('script') == 1
    assert page.js("document.querySelectorAll('#file option').length") == 10
    name = HOSTILE.replace('\u202e', 'U+202E')
    assert page.js("[...document.querySelectorAll('#finding-list .place')]"
                   '.filter((place) => place.textContent.includes(arguments[0])).length',
                   name) == 125


CONTRAST = '''(() => {
  const parse = (color) => color.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) =>
    c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const backOf = (one) => {
    for (; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3]) return color;
    }
    return [255, 255, 255];
  };
  const seen = {}, looked = new Set();
  for (const one of document.querySelectorAll('h1,h2,h3,p,a,.verdict,.dim,.tag span,' +
      '.place,th,td,.held,.chip,pre .l,pre i,pre b,mark,.odd,.count,label')) {
    const kind = one.className + ' ' + one.tagName + ' ' + one.parentElement.className;
    if (looked.has(kind) || one.closest('.finding:not([open]) > .inside') ||
        !one.checkVisibility()) continue;
    looked.add(kind);
    const a = light(parse(getComputedStyle(one).color)), b = light(backOf(one));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) seen[kind] = ratio;
  }
  return seen;
})()'''


def looks(page):
    backs = []
    page.js("document.querySelector('[data-rule$=DoubleRelease]').open = true")
    for scheme in 'light', 'dark':
        page.emulate(scheme=scheme)
        backs.append(page.js('getComputedStyle(document.body).backgroundColor'))
        faint = page.js(CONTRAST)
        assert not faint, (scheme, faint)
    assert backs[0] != backs[1], backs
    page.emulate()
    # Each field has a name, each heading its place.
    assert page.js("[...document.querySelectorAll('input, select')]"
                   '.every((field) => field.labels.length === 1)')
    levels = page.js("[...document.querySelectorAll('h1, h2, h3, h4')]"
                     '.map((one) => Number(one.tagName[1]))')
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels
    # A narrow window scrolls up and down only.
    for width in 360, 1280:
        page.driver.execute_cdp_cmd('Emulation.setDeviceMetricsOverride', {
            'width': width, 'height': 800, 'deviceScaleFactor': 1, 'mobile': False})
        assert page.js('document.documentElement.scrollWidth') <= width
    page.driver.execute_cdp_cmd('Emulation.clearDeviceMetricsOverride', {})


def prints(page, address):
    page.driver.get(address)
    page.emulate('print', 'dark')
    assert page.js('getComputedStyle(document.body).backgroundColor') == 'rgb(255, 255, 255)'
    for hidden in '.tools', 'nav':
        assert page.js('getComputedStyle(document.querySelector(arguments[0])).display',
                       hidden) == 'none'
    assert page.one('.finding .says').is_displayed()
    page.emulate()
    paper = base64.b64decode(page.driver.print_page())
    assert paper.startswith(b'%PDF') and len(paper) > 10000


def without_script(page, address):
    page.driver.execute_cdp_cmd('Emulation.setScriptExecutionDisabled', {'value': True})
    page.driver.get(address)
    assert not page.one('.tools').is_displayed()
    finding = page.one('[data-rule$=DoubleRelease]')
    finding.find_element(By.TAG_NAME, 'summary').click()
    assert finding.find_element(By.CSS_SELECTOR, '.path').is_displayed()
    assert page.one('#ledger table').is_displayed()
    page.driver.execute_cdp_cmd('Emulation.setScriptExecutionDisabled', {'value': False})


def main():
    address, small = write_pages()
    options = Options()
    for argument in ('--headless=new', '--no-sandbox', '--disable-gpu',
                     '--disable-dev-shm-usage', '--window-size=1280,900',
                     '--force-prefers-reduced-motion',
                     f'--user-data-dir={pathlib.Path(folder).resolve()}/profile'):
        options.add_argument(argument)
    options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
    with contextlib.ExitStack() as stack:
        driver = webdriver.Chrome(options=options, service=Service('/usr/bin/chromedriver'))
        stack.callback(driver.quit)
        page = Reader(driver)
        driver.get(address)
        filters(page)
        stays_responsive(page)
        keyboard(page)
        links(page, address)
        hostile_names(page)
        looks(page)
        assert page.js("performance.getEntriesByType('resource').length") == 0
        prints(page, small)
        without_script(page, small)
        said = driver.get_log('browser')
        assert not said, said


if __name__ == '__main__':
    main()
