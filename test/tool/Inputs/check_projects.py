"""Projects that hold every feature. Each source states by #error what has to be true of
its command, and leaks a lock, so that it is seen to be analysed."""
import json
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
write, run = program.write, program.run


def source(name, *conditions, before=''):
    """A file with a leak in the function 'name', if all conditions hold."""
    checks = ''.join(f'#if !({each})\n#error "{each}"\n#endif\n' for each in conditions)
    return before + checks + SOURCE.replace('leaks', name)


def project(*parts, configurations=('Debug|x64', 'Release|x64', 'Release|ARM64'), kind='Driver'):
    listed = ''.join(
        f'<ProjectConfiguration Include="{each}"><Configuration>{each.split("|")[0]}</Configuration>'
        f'<Platform>{each.split("|")[1]}</Platform></ProjectConfiguration>' for each in configurations)
    text = f'''<?xml version="1.0" encoding="utf-8"?>
<Project DefaultTargets="Build" ToolsVersion="12.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemGroup Label="ProjectConfigurations">{listed}</ItemGroup>
  <PropertyGroup Label="Globals"><ProjectGuid>{{1}}</ProjectGuid></PropertyGroup>
  <Import Project="$(VCTargetsPath)\\Microsoft.Cpp.Default.props" />
  <PropertyGroup Label="Configuration">
    <ConfigurationType>{kind}</ConfigurationType>
    <PlatformToolset>WindowsKernelModeDriver10.0</PlatformToolset>
  </PropertyGroup>
  <PropertyGroup Condition="'$(Configuration)'=='Debug'"><UseDebugLibraries>true</UseDebugLibraries></PropertyGroup>
  <Import Project="$(VCTargetsPath)\\Microsoft.Cpp.props" />
  <ImportGroup Label="PropertySheets">
    <Import Project="$(UserRootDir)\\Microsoft.Cpp.$(Platform).user.props"
            Condition="exists('$(UserRootDir)\\Microsoft.Cpp.$(Platform).user.props')" />
  </ImportGroup>
  {''.join(parts)}
  <Import Project="$(VCTargetsPath)\\Microsoft.Cpp.targets" />
</Project>
'''
    return b'\xef\xbb\xbf' + text.replace('\n', '\r\n').encode()


def sheet(*parts):
    return ('<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">' + ''.join(parts)
            + '</Project>')


def settings(**values):
    return ('<ItemDefinitionGroup><ClCompile>'
            + ''.join(f'<{name}>{value}</{name}>' for name, value in values.items())
            + '</ClCompile></ItemDefinitionGroup>')


def files(*names):
    return '<ItemGroup>' + ''.join(f'<ClCompile Include="{name}" />' for name in names) + '</ItemGroup>'


def leaks(*arguments, status=2, folder='.'):
    """The functions with a leak, in order, and what was said."""
    out, said = run(*arguments, status=status, folder=folder)
    names = [line.split('.c')[0].split('/')[-1] for line in out.splitlines() if ': warning: ' in line]
    return sorted(names), said


# ------------------------------------------------------------------------------------------
# What the kit's build adds, and how configurations are chosen.
KERNEL = ('_AMD64_', 'AMD64', '_WIN64', '_KERNEL_MODE == 1', '_WIN32_WINNT == 0x0A00', 'WINVER == 0x0A00',
          'WINNT == 1', 'NTDDI_VERSION >= 0x0A000000', '_MSC_VER', '!defined(NDEBUG)', '!defined(UNICODE)')
write('plain/a.c', source('a', *KERNEL, 'DBG == 1', 'defined(MSC_NOOPT)'))
write('plain/a.vcxproj', project(files('a.c')))
found, said = leaks('plain/a.vcxproj')
assert found == ['a']
assert said == ('spinpair: plain/a.vcxproj: configuration Debug|x64 (--configuration takes Release|x64, '
                'Release|ARM64), 1 file\n'), said
assert leaks('plain/a.vcxproj', '--quiet') == (['a'], '')

# A standard for C beside one for C++ is none for C++, and an option among the macros is none.
write('standards/both.cpp', source('both', '__cplusplus > 202002L'))
write('standards/plain.c', source('plain', '__STDC_VERSION__ == 201112L', 'A == 1'))
write('standards/given.c', source('given', '__cplusplus > 202002L'))
for order in ({'LanguageStandard': 'stdcpp23', 'LanguageStandard_C': 'stdc11'},
              {'LanguageStandard_C': 'stdc11', 'LanguageStandard': 'stdcpp23'}):
    write('standards/a.vcxproj', project(
        settings(AdditionalOptions='/Zc:__cplusplus', PreprocessorDefinitions='/wd4996;A=1', **order),
        '<ItemGroup><ClCompile Include="both.cpp" /><ClCompile Include="plain.c" />'
        '<ClCompile Include="given.c"><CompileAs>CompileAsCpp</CompileAs></ClCompile></ItemGroup>'))
    out, _ = run('standards/a.vcxproj', status=2)
    assert out.count(': warning: ') == 3, out
assert leaks('plain') == (['a'], said)
assert leaks('-p', 'plain/a.vcxproj')[0] == ['a']
write('plain/a.c', source('a', '!defined(DBG)', '!defined(MSC_NOOPT)', 'AMD64'))
for name in 'Release|x64', 'release|X64', 'Release':
    assert leaks('plain/a.vcxproj', '--configuration', name)[0] == ['a']
write('plain/a.c', source('a', '_ARM64_', '!defined(AMD64)'))
assert leaks('plain/a.vcxproj', '--configuration=Release|ARM64')[0] == ['a']
assert run('plain/a.vcxproj', '--configuration', 'Check|x64', status=1)[1] == (
    f"spinpair: '{program.folder}/plain/a.vcxproj' has no configuration 'Check|x64'; there are Debug|x64, "
    'Release|x64, Release|ARM64\n')
# ULONG has 32 bits there, and each ends where Windows ends it.
write('plain/a.c', source('a', before='#include <storport.h>\ntypedef char u[sizeof(ULONG) == 4 ? 1 : -1];\n'
                          'typedef char p[sizeof(void *) == 8 ? 1 : -1];\n'
                          'struct s { char c; __int64 v; }; typedef char z[sizeof(struct s) == 16 ? 1 : -1];\n'))
assert leaks('plain/a.vcxproj')[0] == ['a']
# Another Windows, by the project; a driver of the framework.
write('plain/a.c', source('a', '_WIN32_WINNT == 0x0602', 'NTDDI_VERSION == 0x06020000',
                          'KMDF_VERSION_MAJOR == 1', 'KMDF_VERSION_MINOR == 11'))
write('plain/b.vcxproj', project('<PropertyGroup><TargetVersion>Windows8</TargetVersion><DriverType>KMDF'
                                 '</DriverType></PropertyGroup>', files('a.c')))
assert leaks('plain/b.vcxproj')[0] == ['a']
# Of several, the user chooses.
assert run('plain', status=1)[1] == ("spinpair: 'plain' has several projects; name one of them: plain/a.vcxproj, "
                                     'plain/b.vcxproj\n')
# The configuration of a build with names of its own.
write('plain/c.vcxproj', project(files('a.c'), configurations=('Win11 Release|ARM64', 'Win11 Release|x64')))
assert 'configuration Win11 Release|x64 (' in leaks('plain/c.vcxproj', status=3)[1]

# ------------------------------------------------------------------------------------------
# The language: properties, conditions, functions, sheets, definitions, items.
write('Directory.Build.props', sheet('<PropertyGroup><FROM_ABOVE>7</FROM_ABOVE></PropertyGroup>'))
write('build/Common.props', sheet(
    '<Import Project="Vendor.$(VENDOR).props" />',
    '<PropertyGroup><HERE>$(MSBuildThisFileName)</HERE></PropertyGroup>',
    '<Choose><When Condition="$(LEVEL) &gt;= 0x10"><PropertyGroup><CHOSEN>1</CHOSEN></PropertyGroup></When>',
    '<Otherwise><PropertyGroup><CHOSEN>2</CHOSEN></PropertyGroup></Otherwise></Choose>',
    # Relative to the project, not to the sheet.
    settings(AdditionalIncludeDirectories='%(AdditionalIncludeDirectories);..\\Lang\\INC',
             PreprocessorDefinitions='COMMON;%(PreprocessorDefinitions);VENDOR_NUMBER=$(NUMBER)')))
write('build/Vendor.Acme.props', sheet('<PropertyGroup><NUMBER>42</NUMBER></PropertyGroup>'))
PARTS = [
    '<PropertyGroup><VENDOR>Acme</VENDOR><LEVEL>17</LEVEL><EMPTY></EMPTY>',
    '<SPACED>Win 10 Release</SPACED><LATE>$(EARLY)</LATE><EARLY>1</EARLY><WIDE>a.b.c</WIDE>',
    '<BOTH Condition="\'$(VENDOR)\'==\'ACME\' And (\'$(EMPTY)\'==\'\' or false) and !(\'1\'==\'2\')">1</BOTH>',
    '<VENDOR Condition="\'$(EMPTY)\' != \'\'">None</VENDOR>',
    '<ENDS Condition="$(Configuration.EndsWith(\'bug\'))">1</ENDS>',
    '<THERE Condition="Exists(\'..\\build\\COMMON.props\')">1</THERE>',
    '<UNQUOTED Condition="$(VENDOR)==\'acme\'">1</UNQUOTED>',
    '<VERSIONED Condition="\'10.0.22000.0\' &lt; \'10.0.26100.0\'">1</VERSIONED>',
    '</PropertyGroup>',
    '<Import Project="$(MSBuildProjectDirectory)\\..\\build\\Common.props" />',
    '<Import Project="..\\nowhere\\none.props" Condition="Exists(\'..\\nowhere\\none.props\')" />',
    '<ItemDefinitionGroup Condition="\'$(Configuration)|$(Platform)\'==\'Debug|x64\'"><CLCompile>',
    '<PreprocessorDefinitions>%(PreprocessorDefinitions);FIRST=1;TEXT="x y";SEMI=2%3BX;FROM_ABOVE=$(FROM_ABOVE);',
    'ALL=$(BOTH)$(ENDS)$(THERE)$(UNQUOTED)$(VERSIONED);LATE=0$(LATE);SHORT=$(SPACED.Replace(\' \',\'\').ToUpper());',
    'PART=$(WIDE.Split(\'.\')[1]);CHOSEN=$(CHOSEN);SHEET=$(HERE);NONE=0$(UNDEFINED)</PreprocessorDefinitions>',
    '<ForcedIncludeFiles>forced.h</ForcedIncludeFiles>',
    '<AdditionalOptions>/DOPTION=3 %(AdditionalOptions)</AdditionalOptions>',
    '</CLCompile></ItemDefinitionGroup>',
    '<ItemDefinitionGroup Condition="\'$(Configuration)\'==\'Release\'"><ClCompile>',
    '<PreprocessorDefinitions>ONLY_RELEASE</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>',
    '<ItemGroup><ClCompile Include="one.c;sub\\TWO.C" />',
    '<ClCompile Include="three.c"><PreprocessorDefinitions>%(PreprocessorDefinitions);OWN=1</PreprocessorDefinitions>',
    '<PreprocessorDefinitions Condition="\'$(Configuration)\'==\'Release\'">WRONG</PreprocessorDefinitions>',
    '</ClCompile>',
    '<ClCompile Include="four.c"><PreprocessorDefinitions>ONLY=1</PreprocessorDefinitions></ClCompile>',
    '<ClCompile Include="out.c"><ExcludedFromBuild Condition="\'$(Platform)\'==\'x64\'">true</ExcludedFromBuild>',
    '</ClCompile>',
    '<ClCompile Include="wild\\**\\*.c" Exclude="wild\\skip\\*.c;wild\\seven.c" />',
    '<ClCompile Include="not.c" Condition="\'$(Configuration)\'!=\'Debug\'" />',
    '<Extra Include="eight.c;eight.h" /><ClCompile Include="@(Extra)" Exclude="eight.h" />',
    '<ClCompile Include="gone.c" /><ClCompile Remove="gone.c" />',
    '<ClCompile Update="eight.c"><PreprocessorDefinitions>UPDATED</PreprocessorDefinitions></ClCompile>',
    '<ClInclude Include="any.h" /><None Include="readme.txt" /></ItemGroup>',
]
write('Lang/Inc/found.h', '#define FOUND 1\n')
write('Lang/forced.h', '#define FORCED 1\n')
GENERAL = ('FIRST == 1', 'FOUND', 'FORCED', 'OPTION == 3', 'VENDOR_NUMBER == 42', 'defined(COMMON)',
           'FROM_ABOVE == 7', 'ALL == 11111', 'LATE == 0', 'NONE == 0', 'CHOSEN == 1', 'SEMI == 2')
HEAD = '#include "Found.h"\n#define TEXT_OF(X) #X\n#define SEMI_X\n'
write('Lang/one.c', source('one', *[each for each in GENERAL if 'SEMI' not in each], '!defined(OWN)', before=HEAD)
      + '#define STR(X) STR2(X)\n#define STR2(X) #X\n'
      'typedef char t[sizeof(TEXT) == 4 ? 1 : -1];\n'
      'typedef char s[sizeof(STR(SHORT)) == sizeof("WIN10RELEASE") ? 1 : -1];\n'
      'typedef char q[sizeof(STR(PART)) == 2 && sizeof(STR(SHEET)) == sizeof("Common") ? 1 : -1];\n')
write('Lang/sub/Two.c', source('two', 'FIRST == 1', before='#include <found.h>\n'))
write('Lang/three.c', source('three', 'OWN == 1', 'FIRST == 1'))
write('Lang/four.c', source('four', 'ONLY == 1', '!defined(FIRST)', '!defined(OWN)'))
write('Lang/eight.c', source('eight', 'defined(UPDATED)', '!defined(FIRST)'))
write('Lang/wild/five.c', source('five'))
write('Lang/wild/deep/er/six.c', source('six'))
for name in 'out', 'not', 'gone', 'wild/seven', 'wild/skip/nine':
    write(f'Lang/{name}.c', '#error "it is not built"\n')
write('Lang/lang.vcxproj', project(*PARTS))
ALL = ['Two', 'eight', 'five', 'four', 'one', 'six', 'three']
found, said = leaks('Lang/lang.vcxproj')
assert found == sorted(ALL), (found, said)
assert said.endswith(', 7 files\n') and said.count('\n') == 1, said
# Nothing above a repository is looked at.
program.folder.joinpath('Lang/.git').mkdir()
assert 'FROM_ABOVE' in leaks('Lang/lang.vcxproj', status=3)[1]
program.folder.joinpath('Lang/.git').rmdir()
# What is not known is named, and the rest goes on.
write('odd/odd.c', source('odd', 'A == 5', '!defined(B)', before='#define A_ 1\n'))
write('odd/odd.vcxproj', project(
    '<PropertyGroup><A>$(Registry:HKEY_LOCAL_MACHINE\\X@Y)</A><T>$([System.DateTime]::Now.Year)</T>',
    '<B Condition="~nonsense">1</B><N>$(A.PadSideways(3))</N></PropertyGroup>',
    settings(PreprocessorDefinitions='A=5$(A)$(T)$(N)$(B)'), files('odd.c')))
found, said = leaks('odd/odd.vcxproj')
assert found == ['odd'] and 'odd/odd.vcxproj: not understood, and taken as empty or false: ' in said, said
for each in ('$(Registry:HKEY_LOCAL_MACHINE\\X@Y)', '$([System.DateTime]::Now.Year)', '$(A.PadSideways(3))',
             'the condition ~nonsense'):
    assert each in said, said

# ------------------------------------------------------------------------------------------
# Libraries, references and solutions: what is linked is one program.
LOCKS = '#include "storport.h"\n'
write('sol/lib/lib.c', LOCKS + 'ULONG take(PVOID e) { ULONG q; StorPortAcquireMSISpinLock(e, 1, &q); return q; }\n'
      'void give(PVOID e, ULONG q) { StorPortReleaseMSISpinLock(e, 1, q); }\n')
USE = LOCKS + ('ULONG take(PVOID e);\nvoid give(PVOID e, ULONG q);\n'
               'void use(PVOID e, int b) {\n  ULONG q = take(e);\n%s  give(e, q);\n}\n')
write('sol/disk/disk.c', USE % '  if (b)\n    return;\n')
write('sol/raid/raid.c', USE % '')
LINK = '<ItemDefinitionGroup><Link><AdditionalDependencies>%(AdditionalDependencies);{}</AdditionalDependencies></Link></ItemDefinitionGroup>'
REFER = '<ItemGroup><ProjectReference Include="{}"><Project>{{2}}</Project></ProjectReference></ItemGroup>'
write('sol/lib/Lib X.vcxproj', project('<PropertyGroup><TargetName>helper</TargetName></PropertyGroup>',
                                       files('lib.c'), kind='StaticLibrary'))
write('sol/disk/disk.vcxproj', project(LINK.format('$(DDK_LIB_PATH)\\storport.lib;Helper.lib'), files('disk.c')))
write('sol/raid/raid.vcxproj', project(LINK.format('storport.lib'), REFER.format('..\\Lib\\lib x.vcxproj'),
                                       files('raid.c')))
write('sol/filter/filter.vcxproj', project(files('filter.c')))
write('sol/tool/tool.vcxproj', project(files('tool.cpp'), kind='Application'))
NAMES = [('disk', 'Disk\\disk.vcxproj'), ('lib', 'lib\\Lib X.vcxproj'), ('raid', 'raid\\raid.vcxproj'),
         ('filter', 'filter\\filter.vcxproj'), ('tool', 'tool\\tool.vcxproj'), ('off', 'off\\off.vcxproj')]
solution = '\r\nMicrosoft Visual Studio Solution File, Format Version 12.00\r\n'
for number, (name, path) in enumerate(NAMES):
    solution += (f'Project("{{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}}") = "{name}", "{path}", "{{A{number}}}"\r\n'
                 'EndProject\r\n')
solution += ('Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "Folder", "Folder", "{F}"\r\nEndProject\r\n'
             'Global\r\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\r\n'
             '\t\tShip|x86 = Ship|x86\r\n\t\tShip|x64 = Ship|x64\r\n\tEndGlobalSection\r\n'
             '\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\r\n')
for number, (name, _) in enumerate(NAMES):
    solution += f'\t\t{{a{number}}}.Ship|x64.ActiveCfg = Release|x64\r\n'
    if name != 'off':
        solution += f'\t\t{{a{number}}}.Ship|x64.Build.0 = Release|x64\r\n'
write('sol/all.sln', (solution + '\tEndGlobalSection\r\nEndGlobal\r\n').encode())
found, said = leaks('sol/all.sln')
assert found == ['disk'], (found, said)
assert 'sol/all.sln: configuration Ship|x64 (--configuration takes Ship|x86), 3 files of disk, Lib X, raid\n' in said
assert 'passed over, as no kernel code: tool\n' in said and 'passed over, as without StorPort: filter\n' in said, said
# Alone, each finds its library: by the reference, or in the solution that names it.
assert leaks('sol/disk/disk.vcxproj')[0] == ['disk']
found, said = leaks('sol/raid/raid.vcxproj', status=0)
assert '2 files of raid, Lib X' in said, said
# In UTF-16, as Visual Studio saves it on request.
write('sol/wide.sln', (solution + '\tEndGlobalSection\r\nEndGlobal\r\n').encode('utf-16'))
assert leaks('sol/wide.sln')[0] == ['disk']
# A filter has some of the projects, from the folder of the solution; its own folder is another one.
def filter_of(*projects, solution='..\\all.sln', encoding='utf-8'):
    text = json.dumps({'solution': {'path': solution, 'projects': projects}})
    write('sol/filters/some.slnf', text.encode(encoding))


for encoding in 'utf-8', 'utf-8-sig', 'utf-16':
    filter_of('Disk\\disk.vcxproj', 'lib\\Lib X.vcxproj', 'app\\app.csproj', encoding=encoding)
    found, said = leaks('sol/filters/some.slnf')
    assert found == ['disk'] and 'some.slnf: configuration Ship|x64 (--configuration takes Ship|x86), 2 files of disk, Lib X' in said, said
assert leaks('-p', 'sol/filters/some.slnf')[0] == ['disk']
# What it leaves out is not analysed, unless what it has refers to that.
filter_of('raid\\raid.vcxproj')
assert '2 files of raid, Lib X' in leaks('sol/filters/some.slnf', status=0)[1]
filter_of('Disk\\disk.vcxproj', 'lib\\Lib X.vcxproj', 'gone\\gone.vcxproj')
found, said = leaks('sol/filters/some.slnf', status=3)
assert found == ['disk'] and "'sol/filters/some.slnf' lists the project, and 'sol/all.sln' does not have it" in said, said
for text, why in ((b'', 'is no solution filter: it is empty'), (b'{', 'is no solution filter: '),
                  (b'{}', 'is no solution filter: it has no "solution" with a "path" and "projects"'),
                  (b'{"solution": {"path": "../all.sln"}}', 'is no solution filter: it has no "solution"'),
                  (b'{"solution": {"path": "../all.sln", "projects": [1]}}', 'is no solution filter: a project is no string'),
                  (b'{"solution": {"path": "some.slnf", "projects": []}}', 'which is a filter itself'),
                  (b'{"solution": {"path": "none.sln", "projects": []}}', "is of a solution that cannot be read: '"),
                  (b'{"solution": {"path": "../all.sln", "projects": []}}', 'has no projects of C or C++'),
                  (b'[' * 1000000, 'is no solution filter: it is nested too deeply')):
    write('sol/filters/some.slnf', text)
    _, said = run('sol/filters/some.slnf', status=1)
    assert said.startswith(f"spinpair: '{program.folder}/sol/filters/some.slnf' {why}") or why in said, (text[:60], said)
    assert said.count('\n') == 1, said
# A folder is that of its solution, however many filters lie beside it.
filter_of('raid\\raid.vcxproj', solution='all.sln')
(program.folder / 'sol/filters/some.slnf').rename(program.folder / 'sol/some.slnf')
assert leaks('sol/some.slnf', status=0)[1].count('of raid, Lib X')
assert 'name one of them: sol/all.sln, sol/wide.sln' in run('sol', status=1)[1]
(program.folder / 'sol/wide.sln').unlink()
assert leaks('sol')[0] == ['disk']
# The newer form.
write('sol/all.slnx', '<Solution>\n<Configurations><BuildType Name="Fast" /><Platform Name="x64" /></Configurations>'
      '<Folder Name="/drivers/"><Project Path="disk/disk.vcxproj"><BuildType Solution="Fast|*" Project="Debug" />'
      '</Project><Project Path="raid\\raid.vcxproj"><BuildType Project="Debug" /><Build Project="false" /></Project>'
      '</Folder><Project Path="lib/Lib X.vcxproj"><BuildType Project="Release" /></Project></Solution>\n')
found, said = leaks('sol/all.slnx')
assert found == ['disk'] and 'configuration Fast|x64, 2 files of disk, Lib X' in said, said
# A solution's folder, with blanks in its name.
write('two words/src/w.c', source('w', 'defined(ROOT)', before='#include "from root.h"\n'))
write('two words/inc dir/from root.h', '#define ROOT\n')
write('two words/src/w.vcxproj', project(settings(AdditionalIncludeDirectories='"$(SolutionDir)INC Dir\\"; ;'),
                                         files('w.c')))
write('two words/w.sln', solution.replace('Disk\\disk', 'src\\w').encode())
assert leaks('two words/src/w.vcxproj')[0] == ['w']

# ------------------------------------------------------------------------------------------
# Traces: the project turns them on, and no build has made the headers.
write('wpp/t.c', '#include "trace.h"\n#include "t.tmh"\nvoid f(PVOID e) { MyDbg(1, ("%d", 2)); ENTER_FN(); Option(3); Enter(AREA); '
      'WPP_INIT_TRACING(e, e); WPP_CLEANUP(e); }\n' + source('t', 'defined(EVENT_TRACING)'))
write('wpp/trace.h', '#include <storport.h>\n#if !DBG\n#define EVENT_TRACING\n#endif\n')
write('wpp/config.h', '// begin_wpp config\n// FUNC MyDbg{FLAG=1}(LEVEL, (MSG, ...));\n//FUNC ENTER_FN{ENTRY=1}();\n'
      '// end_wpp\n')
write('wpp/more.ini', 'USEPREFIX (Enter, "%!FUNC!:");\nFUNC Enter{LEVEL=TRACE_LEVEL_ERROR}(FLAGS, MSG, ...);\n')
write('wpp/t.vcxproj', project(
    settings(WppEnabled='true', WppScanConfigurationData='config.h', WppAdditionalOptions='-func:Option(LEVEL)',
             WppAdditionalConfigurationFile='more.ini'),
    files('t.c')))
assert leaks('wpp/t.vcxproj', '--configuration', 'Release')[0] == ['t']

# Several functions in one option, with the word that lines of a header begin with, for one of the
# configurations only.
write('wpp/one.c', '#include <storport.h>\n#include "one.tmh"\nvoid f(void) { First(AREA); Second((AREA, 1)); }\n' + source('one'))
write('wpp/one.vcxproj', project(
    """<ItemDefinitionGroup Condition="'$(Configuration)'=='Release'"><ClCompile><WppEnabled>true</WppEnabled>
    <WppTraceFunction>FUNC First(LEVEL, MSG, ...);Second((LEVEL, MSG, ...))</WppTraceFunction></ClCompile>
    </ItemDefinitionGroup>""", files('one.c')))
for chosen in 'Debug', 'Release':
    assert leaks('wpp/one.vcxproj', '--configuration', chosen)[0] == ['one'], chosen

# ------------------------------------------------------------------------------------------
# Headers that no include folder has: those that the project lists, and those beside it.
write('listed/src/h.c', source('h', before='#include <storport.h>\n#include <beside.h>\n#include <shared.h>\n'
                               '#include <ntddk.h>\ntypedef KSPIN_LOCK FromModel;\ntypedef char u[BESIDE + SHARED == 3 ? 1 : -1];\n'))
write('listed/src/beside.h', '#define BESIDE 1\n')
write('listed/Common Files/shared.h', '#define SHARED 2\n')
# A header of the kit comes first.
write('listed/Common Files/ntddk.h', '#error not the one of the kit\n')
write('listed/src/h.vcxproj', project(
    '<PropertyGroup><IncludePath>E:\\Author\\Common Files;$(IncludePath)</IncludePath></PropertyGroup>'
    '<ItemGroup><ClInclude Include="..\\Common Files\\shared.h" /><ClInclude Include="gone.h" /></ItemGroup>',
    files('h.c')))
assert leaks('listed/src/h.vcxproj')[0] == ['h']

# ------------------------------------------------------------------------------------------
# What is wrong with a project is one sentence, and the rest is analysed.
write('bad/ok.c', source('ok'))


def bad(text, sentence, status, name='bad.vcxproj'):
    write(f'bad/{name}', text)
    found, said = leaks(f'bad/{name}', status=status)
    assert found == (['ok'] if status == 3 else []), (found, said)
    sentence = sentence.replace('FILE', f'{program.folder}/bad/{name}')
    assert sum(sentence in line for line in said.splitlines()) == 1, said


bad(project(), "'FILE' compiles no C or C++ file with the configuration 'Debug|x64'", 1)
bad(project(files('ok.c'), kind='Utility'), "'FILE' compiles no C or C++ file", 1)
bad('', "'FILE' is no XML: it is empty", 1)
bad(' \n', "'FILE' is no XML: it is empty", 1)
bad('', "'FILE' is no solution of Visual Studio: it is empty", 1, 'bad.sln')
bad('', "'FILE' is no XML: it is empty", 1, 'bad.slnx')
bad('<Project><Item', "'FILE' is no XML: line 1: ", 1)
bad('<plist/>', "'FILE' is no project: it begins with 'plist'", 1)
bad('<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>', "it declares entities", 1)
bad('<a>' * 100, 'it nests deeper than 64 levels', 1)
bad(project('<Import Project="none.props" />', files('ok.c')),
    "bad/bad.vcxproj: it imports 'none.props', which is missing", 3)
# The files of a project that misses something are analysed all the same.
write('bad/broken.props', '<Project><x')
bad(project('<Import Project="broken.props" />', files('ok.c')),
    "bad/bad.vcxproj: it imports 'broken.props', which is no XML: line 1: ", 3)
out, said = run('bad/bad.vcxproj', status=3)
assert said.endswith('bad/bad.vcxproj has errors, and what has one is not analysed\n'), said
assert 'bad/bad.vcxproj is not analysed' not in said and '; 1 file with errors\n' in out, (out, said)
# Names in another case are those of Windows.
assert 'Plain' in run('PLAIN', status=1)[1].replace("'plain' has", 'Plain')
write('bad/round.props', sheet('<Import Project="round.props" />'))
bad(project('<Import Project="round.props" />', files('ok.c')),
    "bad/bad.vcxproj: it imports 'round.props' while that is imported, which does not end", 3)
for level in range(60):
    write(f'bad/deep{level}.props', sheet(f'<Import Project="deep{level + 1}.props" />'))
bad(project(files('ok.c')).replace(b'<Import Project="$(VCTargetsPath)\\Microsoft.Cpp.targets" />',
                                   b'<Import Project="deep0.props" />'), 'it imports too much', 3)
bad(project(files('ok.c', 'gone.c')), "bad/gone.c: the file is missing, though the project 'bad' lists it", 3)
bad(project(files('ok.c', '$(IntDir)made.c')), 'made.c: the build makes this file, and has not yet', 3)
bad(project(files('ok.c', 'C:\\other\\x.c')), "this is a path of Windows, and nothing says where it is here", 3)
bad(project(REFER.format('none.vcxproj'), files('ok.c')), "none.vcxproj: it cannot be read: ", 3)
bad('nothing', "'FILE' is no solution of Visual Studio", 1, 'bad.sln')
bad('Microsoft Visual Studio Solution File', "'FILE' has no projects of C or C++", 1, 'bad.sln')
bad('<Project/>', "'FILE' is no solution: it begins with 'Project'", 1, 'bad.slnx')
assert run('bad/nowhere.vcxproj', status=1)[1].endswith("there is no file '" + str(program.folder / 'bad/nowhere.vcxproj') + "'\n")
assert 'do not go together' in run('bad/bad.vcxproj', '--', '-DX', status=1)[1]
assert 'at a time' in run('bad/bad.vcxproj', 'plain/a.vcxproj', status=1)[1]
# A value that grows without end is cut, and named.
write('bad/grow.vcxproj', project('<PropertyGroup><A>0123456789</A>', *['<A>$(A)$(A)$(A)$(A)</A>'] * 40,
                                  '</PropertyGroup>', files('ok.c')))
assert "the value of 'A', which has more than 1 MiB" in leaks('bad/grow.vcxproj')[1]
# Of a project, one file is asked for.
write('plain/a.c', source('a'))
write('plain/z.c', source('z'))
write('plain/both.vcxproj', project(files('a.c', 'z.c')))
assert leaks('plain/both.vcxproj', 'plain/z.c')[0] == ['z']
assert leaks('plain/both.vcxproj', 'z\\.c$')[0] == ['z']

# A platform of long ago, or of another maker, is read for x64, and that is said.
write('bad/old.vcxproj', project(files('ok.c'), configurations=('Debug|Itanium',)))
found, said = leaks('bad/old.vcxproj')
assert found == ['ok'], (found, said)
assert "bad/old.vcxproj: it is for the platform 'Itanium', which is not known here, and read for x64\n" in said, said

# What Visual Studio makes, too, and says nothing of what is compiled.
for name, sentence in (('b.binlog', 'a binary log of MSBuild: give the project or solution, or with -p the folder *.tlog'),
                       ('b.props', 'a part of projects: give one that imports it, a .vcxproj'),
                       ('b.vcproj', 'a project of Visual Studio 2008 or older: let a newer one convert it')):
    write('bad/' + name, b'\x1f\x8b\0')
    assert f"'bad/{name}' is no C or C++ source; it is {sentence}" in run('bad/' + name, status=1)[1]
    assert f"'bad/{name}' is not a compilation database; it is {sentence}" in run('-p', 'bad/' + name, status=1)[1]

# ------------------------------------------------------------------------------------------
# 'sources' and 'dirs'.
write('old/common.inc', '!IFDEF WANT_EXTRA\nC_DEFINES=$(C_DEFINES) -DEXTRA\n!ENDIF\n')
write('old/dirs', '# the folders\nDIRS= \\\n  port \\\n  lib{port}\n')
write('old/lib/sources', 'TARGETNAME=hlp\nTARGETTYPE=DRIVER_LIBRARY\nSOURCES=lib.c\n')
write('old/lib/lib.c', (program.folder / 'sol/lib/lib.c').read_text())
write('old/port/sources', '''\
TARGETNAME = mini
TARGETTYPE = MINIPORT
WANT_EXTRA = 1
C_DEFINES = -DBASE=1   # a comment
C_DEFINES = $(c_defines) /DNEXT=2
!include ..\\Common.inc
INCLUDES = $(DDK_INC_PATH); ..\\INC
_NT_TARGET_VERSION = $(_NT_TARGET_VERSION_WIN7)
TARGETLIBS = $(DDK_LIB_PATH)\\storport.lib \\
!if "$(_BUILDARCH)" == "x86" || defined(NOTHING)
  $(DDK_LIB_PATH)\\x86.lib \\
!elseif "$(_BUILDARCH)"=="amd64" && !defined(NOTHING)
  # what is needed
  ..\\lib\\$(O)\\hlp.lib \\
!else
  other.lib
!endif

SOURCES = port.c \\
!if $(386)
  wrong.c \\
!ELSE
  ..\\More.c \\
!ENDIF
  mini.rc
AMD64_SOURCES = six4.c
'''.replace('\n', '\r\n').encode())
write('old/inc/old.h', '#define OLD\n')
write('old/port/port.c', (USE % '  if (b)\n    return;\n')
      + source('port', 'BASE == 1', 'NEXT == 2', 'defined(EXTRA)', 'DBG', 'AMD64', '_WIN32_WINNT == 0x0601',
               before='#include "old.h"\n').replace('void port', 'static void port2').split('#include "storport.h"')[0])
write('old/more.c', source('more'))
write('old/port/six4.c', source('six4'))
for build in 'old', 'old/dirs', 'old/port/sources':
    found, said = leaks(build)
    assert found == ['more', 'port', 'six4'], (build, found, said)
    assert 'configuration Debug|x64 (' in said and 'mini, hlp' in said, said
assert 'DBG' in leaks('old/dirs', '--configuration', 'Release', status=3)[1]
write('old/dirs', 'DIRS=port lib nowhere\n')
assert 'has neither a' in leaks('old/dirs', status=3)[1]
write('old/wide/sources', 'TARGETNAME=x\nSOURCES=w.c\n'.encode('utf-16'))
write('old/wide/w.c', source('wide'))
assert leaks('old/wide/sources')[0] == ['w']
write('old/port/sources', 'TARGETNAME=x\nSOURCES=port.c\n!INCLUDE gone.inc\n')
assert "it includes 'gone.inc', which is missing" in leaks('old/port/sources', status=3)[1]

# What a script would have linked there is the only file of its name around; of two, none is.
write('linked/.git/HEAD', '')
write('linked/drivers/port/sources', 'TARGETNAME=x\nC_DEFINES=-DIN_PORT\nSOURCES=own.c base.c\n')
write('linked/drivers/port/own.c', source('own', 'IN_PORT'))
write('linked/drivers/port/port.h', '#define PORT 1\n')
write('linked/base/base.c', source('base', 'IN_PORT', 'PORT', before='#include "port.h"\n'))
found, said = leaks('linked/drivers/port/sources')
assert found == ['base', 'own'], (found, said)
assert (f"spinpair: linked/drivers/port/sources: it lists 'base.c', which is not there; "
        f"'{program.folder}/linked/base/base.c' is the only file of that name around it, and taken for it\n") in said, said
write('linked/other/base.c', source('wrong'))
found, said = leaks('linked/drivers/port/sources', status=3)
assert found == ['own'] and 'the file is missing, though' in said, (found, said)

# A project that only calls build.exe: the 'sources' file beside it says what is compiled.
write('made/m.vcxproj', project('<ItemGroup><None Include="m.c" /></ItemGroup>', configurations=('Debug|Win32',),
                                kind='Makefile'))
said = run('made/m.vcxproj', status=1)[1]
assert 'compiles no C or C++ file' in said and 'other tools build it' in said and said.count('\n') == 1, said
write('made/sources', 'TARGETNAME=m\nTARGETTYPE=DRIVER\nSOURCES=m.c\nTARGETLIBS=$(DDK_LIB_PATH)\\storport.lib\n')
write('made/m.c', source('m', 'AMD64', 'DBG'))
found, said = leaks('made/m.vcxproj')
assert found == ['m'], (found, said)
assert "it is built by other tools; the 'sources' file beside it is read, for Debug|x64\n" in said, said
write('made/m.c', source('m', '_X86_', 'DBG'))
assert leaks('made/m.vcxproj', '--configuration', 'Debug|Win32')[0] == ['m']

# A project that was converted from a 'sources' file has its macros and folders in sources.props.
write('conv/sources.props', sheet(
    '<PropertyGroup><INCLUDES>.\\inc;   $(PUBLIC_ROOT)\\ddk\\inc; ..\\plain</INCLUDES>'
    '<C_DEFINES>$(C_DEFINES) -DCONVERTED=1 /DTEXT=&quot;L\\&quot;a\\&quot;&quot;</C_DEFINES>'
    '<SOURCES>c.c    c.rc</SOURCES></PropertyGroup>'))
CONVERTED = '<Import Project="$(VCTargetsPath)\\WDKConversion\\PreConfiguration.props" />'
write('conv/inc/inc.h', '#define INC 1\n')
write('conv/c.c', source('c', 'INC', 'CONVERTED == 1', before='#include "inc.h"\n'))
write('conv/c.vcxproj', project(CONVERTED, files('c.c')))
assert leaks('conv/c.vcxproj')[0] == ['c']
# Elsewhere these are properties as any.
write('conv/d.c', source('d', '!defined(CONVERTED)'))
write('conv/d.vcxproj', project('<PropertyGroup><C_DEFINES>-DCONVERTED</C_DEFINES></PropertyGroup>', files('d.c')))
assert leaks('conv/d.vcxproj')[0] == ['d']

# ------------------------------------------------------------------------------------------
# 'init' finds it, and the next command has nothing to name.
for name in ('Directory.Build.props',):
    (program.folder / name).unlink()
write('fresh/src/f.c', source('f'))
write('fresh/src/f.vcxproj', project(LINK.format('storport.lib'), files('f.c')))
write('fresh/.git/HEAD', '')
out, _ = run('init', status=0, folder='fresh')
assert 'Windows projects      1 project; linked with storport.lib: src/f.vcxproj\n' in out, out
assert out.endswith('\n\nnext: spinpair\n'), out
assert leaks(folder='fresh')[0] == ['f']
assert 'project: "src/f.vcxproj" # .spinpair.yaml:' in run('config', status=0, folder='fresh')[0]
# What is said goes before a database that is found.
write('fresh/compile_commands.json', '[]')
assert leaks(folder='fresh')[0] == ['f']
program.folder.joinpath('fresh/compile_commands.json').unlink()
write('fresh/.spinpair.yaml', 'project: src\nconfiguration: Release|x64\n')
assert 'configuration Release|x64' in leaks(folder='fresh')[1]
# 'init' takes none that compiles nothing, such as that of an installer, if there is another one.
write('idle/setup.sln', 'Microsoft Visual Studio Solution File\n'
      'Project("{8}") = "setup", "setup\\setup.vcxproj", "{1}"\nEndProject\n')
write('idle/setup/setup.vcxproj', project(kind='Utility'))
out, said = run('init', status=0, folder='idle')
assert "none can be analysed: '" in out and "setup.sln' compiles no C or C++ file" in out, out
assert 'project' not in run('config', status=0, folder='idle')[0] and 'next: spinpair FILE ...' in out, out
program.folder.joinpath('idle/.spinpair.yaml').unlink()
write('idle/src/i.vcxproj', project(files('i.c')))
write('idle/src/i.c', source('i'))
assert 'project               src/i.vcxproj, now in .spinpair.yaml\n' in run('init', status=0, folder='idle')[0]
assert leaks(folder='idle')[0] == ['i']
# It says how its files are compiled, whatever else is named.
write('named/n.c', source('n', 'OF_PROJECT'))
write('named/more.c', source('more', 'OF_PROJECT'))
write('named/alone.c', source('alone', '!defined(OF_PROJECT)'))
write('named/n.vcxproj', project(settings(PreprocessorDefinitions='OF_PROJECT'), files('n.c', 'more.c')))
write('named/.spinpair.yaml', 'project: n.vcxproj\n')
assert leaks('n.c', folder='named')[0] == ['n']
assert leaks('mor', folder='named')[0] == ['more']
assert leaks('hook', 'n.c', folder='named')[0] == ['n']
assert leaks('hook', folder='named')[0] == ['more', 'n']
functions, said = leaks('alone.c', folder='named')
assert functions == ['alone'], functions
assert ("spinpair: 'alone.c' is no unit of 'n.vcxproj', which .spinpair.yaml:1:10 names; it is read on its "
        'own\n') in said, said
_, said = leaks('hook', 'alone.c', status=3, folder='named')
assert "alone.c: no unit of 'n.vcxproj' is or includes it; add it there, or exclude" in said, said
_, said = leaks('n.c', '--', '-DOF_PROJECT', folder='named')
assert 'configuration' not in said, said

write('fresh/.spinpair.yaml', '# nothing\n')
assert run('init', status=0, folder='fresh')[0].endswith("\n\nnext: spinpair src/f.vcxproj\n")
write('fresh/src/g/g.vcxproj', project(files('f.c')))
write('fresh/other/h.vcxproj', project(files('f.c')))
out, _ = run('init', status=0, folder='fresh')
assert '3 projects; linked with storport.lib: src/f.vcxproj\n' in out, out

# Options of clang's are for commands of cl.exe, too, in one argument or two.
write('extra/forced.h', '#define FORCED 1\n')
write('extra/e.vcxproj', project(files('e.c')))
write('extra/e.c', source('e', 'defined FORCED', 'BESIDE == 2'))
for more in (['--extra-arg=-includeforced.h'], ['--extra-arg=-include', '--extra-arg', 'forced.h'],
             ['--extra-arg-before=-includeforced.h'], ['--extra-arg=/FIforced.h'],
             ['--extra-arg', '-imacros', '--extra-arg', 'forced.h']):
    functions, said = leaks('e.vcxproj', '--extra-arg=-DBESIDE=2', *more, folder='extra')
    assert functions == ['e'], (more, said)
_, said = leaks('e.vcxproj', '--extra-arg=-DBESIDE=2', '--extra-arg=-DFORCED', '--extra-arg=-fplugin=evil.so',
                folder='extra')
assert 'would load code into the analyzer' in said, said

# ------------------------------------------------------------------------------------------
# Of several drivers 'init' takes one, and says how to come to the others; a solution whose
# projects are gone is none to take, unless there is nothing else.
for name in 'one', 'two':
    write(f'several/{name}/{name}.c', source(name))
    write(f'several/{name}/{name}.vcxproj', project(LINK.format('storport.lib'), files(f'{name}.c')))
write('several/helper/helper.vcxproj', project(files('helper.c'), kind='StaticLibrary'))
write('several/.git/HEAD', '')
write('several/old.sln', solution.replace('Disk\\disk', 'gone\\disk').encode())
out, _ = run('init', status=0, folder='several')
assert 'project               one/one.vcxproj, now in .spinpair.yaml\n' in out, out
assert 'not covered           two/two.vcxproj: spinpair two/two.vcxproj\n' in out, out
assert out.count('not covered') == 1 and out.endswith('\n\nnext: spinpair\n'), out
assert leaks(folder='several')[0] == ['one']
assert leaks('two/two.vcxproj', folder='several')[0] == ['two']
# The configuration of a folder above leads to another driver.
out, _ = run('init', status=0, folder='several/two')
assert '; it has nothing of this folder\n' in out and out.endswith('\n\nnext: spinpair two.vcxproj\n'), out
# All of a solution is covered by it.
write('several/all.sln', solution.replace('Disk\\disk', 'one\\one').replace('raid\\raid', 'two\\two').encode())
program.folder.joinpath('several/.spinpair.yaml').unlink()
out, _ = run('init', status=0, folder='several')
assert 'project               all.sln, now in .spinpair.yaml\n' in out and 'not covered' not in out, out
write('gone/old.sln', solution.encode())
assert 'the project is missing, though' in leaks('gone', status=3)[1]
# 'sources' files only.
for name in 'nt4/SOURCES', 'w2k/sources':
    write(f'ddk/{name}', 'TARGETNAME=a\nTARGETTYPE=MINIPORT\nSOURCES=a.c\n')
write('ddk/lib/sources', 'TARGETNAME=l\nTARGETTYPE=DRIVER_LIBRARY\nSOURCES=l.c\n')
write('ddk/.git/HEAD', '')
out, _ = run('init', status=0, folder='ddk')
assert "Windows projects      3 'sources' files; none links storport.lib\n" in out, out
assert 'project               nt4/SOURCES, now in .spinpair.yaml\n' in out, out
assert 'not covered           w2k/sources: spinpair w2k/sources\n' in out and 'lib/sources' not in out, out

# What is compiled a second time in another way is named.
AGAIN = '<ItemGroup><ClCompile Include="a.c">{}</ClCompile></ItemGroup>'
write('again/a.c', source('a', '!defined(OTHER)'))
write('again/a.vcxproj', project(files('a.c'), AGAIN.format(
    '<PreprocessorDefinitions>OTHER</PreprocessorDefinitions>')))
found, said = leaks('again/a.vcxproj')
assert found == ['a'] and ("spinpair: 'again/a.c' is compiled by another command, too, which is not analysed: of each "
                           'file the first one counts\n') in said, said
write('again/a.vcxproj', project(files('a.c'), AGAIN.format('<ObjectFileName>b.obj</ObjectFileName>')))
assert 'by another command' not in leaks('again/a.vcxproj')[1]

# Versions, and sheets that a property wants at the files of the tools.
TRUE = ("GreaterThan('v2.0', '1.9.9')", "GreaterThanOrEquals('2', '2.0.0.0')", "LessThan('1.9', '1.10')",
        "LessThanOrEquals('17.4-preview1', '17.4')", "Equals('3.0+x', '3')", "NotEquals('1.0', '1.1')")
FALSE = ("GreaterThan('1.0', '1.0')", "GreaterThanOrEquals('1', '1.0.1')", "LessThan('2', '2.0')",
         "LessThanOrEquals('10.1', '9.9')", "Equals('1', '2')", "NotEquals('1', 'v1.0')")
flags = ''.join(f'<PropertyGroup Condition="$([MSBuild]::Version{call})"><{name}>$({name}){name}</{name}></PropertyGroup>'
                for name, calls in (('T', TRUE), ('F', FALSE)) for call in calls)
PLACES = 'AfterCppDefaultProps', 'BeforeCppProps', 'AfterCppProps', 'BeforeCppTargets', 'AfterCppTargets'
write('forced/Directory.Build.props', sheet('<PropertyGroup>', *[
    f'<ForceImport{place}>$(MSBuildThisFileDirectory){place}.props</ForceImport{place}>' for place in PLACES],
    '<ForceImportBeforeCppProps Condition="false">wrong</ForceImportBeforeCppProps></PropertyGroup>'))
for place in PLACES:
    write(f'forced/{place}.props', sheet(f'<PropertyGroup><ORDER>$(ORDER){PLACES.index(place) + 1}</ORDER>'
                                         '</PropertyGroup>'))
write('forced/f.c', source('f', 'ORDER == 12345', 'defined(TTTTTT)', '!defined(N)'))
write('forced/f.vcxproj', project(flags, '<PropertyGroup Condition="\'$(F)\' != \'\'"><N>N</N></PropertyGroup>',
                                  settings(PreprocessorDefinitions='ORDER=$(ORDER);$(T);$(N)'), files('f.c')))
found, said = leaks('forced/f.vcxproj')
assert found == ['f'] and 'not understood' not in said, said
# One that is not there is passed over, as the tools do.
program.folder.joinpath('forced/AfterCppTargets.props').unlink()
write('forced/f.c', source('f', 'ORDER == 1234'))
assert leaks('forced/f.vcxproj')[0] == ['f']

# What is set behind the place has no effect, and that is said.
write('late/f.c', source('f', '!defined(ORDER)'))
write('late/f.vcxproj', project('<PropertyGroup><ForceImportAfterCppProps>s.props</ForceImportAfterCppProps>'
                                '</PropertyGroup>', files('f.c')))
write('late/s.props', sheet(settings(PreprocessorDefinitions='ORDER')))
found, said = leaks('late/f.vcxproj')
assert found == ['f'] and 'ForceImportAfterCppProps, which is set too late to be imported\n' in said, said

# Nothing runs a target; what only that compiles is named. An import shows why it fails.
TARGET = '<Target Name="Gen"{}><ItemGroup><ClCompile Include="{}" /></ItemGroup></Target>'
bad(project(TARGET.format('', 'made.c'), files('ok.c')),
    "bad/bad.vcxproj: it compiles 'made.c' by its target 'Gen', which only a build runs", 3)
for target in TARGET.format('', 'OK.c'), TARGET.format(' Condition="false"', 'made.c'):
    write('bad/bad.vcxproj', project(target, files('ok.c')))
    assert 'target' not in leaks('bad/bad.vcxproj')[1]
bad(project('<Import Project="$(WDKROOT)\\my.props" />', files('ok.c')),
    "bad/bad.vcxproj: it imports '$(WDKROOT)\\my.props', which is missing; WDKROOT is not defined", 3)
bad(project('<Import Project="$(WDKROOT)" />', files('ok.c')),
    "bad/bad.vcxproj: it imports '$(WDKROOT)', which is empty; WDKROOT is not defined", 3)

# What is an option of MSBuild, or of use to projects only, is told.
for given, said in (('-p:Configuration=Release', '--configuration Release'),
                    ('/p:Configuration=Release', '--configuration Release'),
                    ('/property:Platform=ARM64', "--configuration 'NAME|ARM64'")):
    assert run('plain/a.vcxproj', given, status=1)[1] == f"spinpair: '{given}' is for MSBuild; here it is {said}\n"
program.database(program.entry('bad/ok.c', 'cl.exe /c bad/ok.c'))
assert run('-p', '.', '--configuration', 'Debug', status=1)[1] == (
    "spinpair: --configuration is for a project or solution; in '.', the commands say how each file is compiled\n")
assert run('plain/z.c', '--configuration', 'Debug', '--', status=1)[1] == (
    'spinpair: --configuration is for a project or solution, and files without one have none\n')
