"""The Markdown summary of 300 findings in functions of long names has less than the
1 MiB that GitHub takes, and tells how many are not there."""
import re
import sys

from program import SOURCE, Program

spinpair, wdk, folder = sys.argv[1:]
program = Program(spinpair, folder)
head, function = SOURCE.split('\n', 1)
program.write('a.c', head + '\n' + ''.join(
    function.replace('leaks', f'f{number}_'.ljust(4000, 'x'))
    for number in range(300)))
page, _ = program.run('--report', 'markdown', 'a.c', '--', '-I' + wdk, status=2)
assert 900_000 < len(page) < 1_000_100, len(page)
rows = len(re.findall(r'^\| \S*a\.c:\d+ \|.*\|$', page, re.M))
more = int(re.search(r'^(\d+) more lines do not fit in here; ', page, re.M)[1])
assert more and rows + more == 300, (rows, more)
assert '300 findings' in page
