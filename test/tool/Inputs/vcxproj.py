"""The text of a project of Visual Studio."""


def project(*files, more=''):
    """One that compiles the files, with more of it in front of them."""
    listed = ''.join(f'<ClCompile Include="{name}" />' for name in files)
    return f'''<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemGroup Label="ProjectConfigurations"><ProjectConfiguration Include="Debug|x64">
    <Configuration>Debug</Configuration><Platform>x64</Platform></ProjectConfiguration></ItemGroup>
  <Import Project="$(VCTargetsPath)\\Microsoft.Cpp.Default.props" />
  <PropertyGroup Label="Configuration"><ConfigurationType>Driver</ConfigurationType></PropertyGroup>
  {more}
  <ItemGroup>{listed}</ItemGroup>
  <Import Project="$(VCTargetsPath)\\Microsoft.Cpp.targets" />
</Project>
'''
