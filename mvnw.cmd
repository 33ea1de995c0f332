@echo off
rem Runs Maven: the installed one where there is one, else Apache's own archive as named in
rem .mvn\wrapper\maven-wrapper.properties, fetched once, checked, and kept in %USERPROFILE%\.m2\wrapper.
setlocal
set "HERE=%~dp0"
where mvn >nul 2>nul && (call mvn -f "%HERE%pom.xml" %* & exit /b)
for /f "tokens=1,* delims==" %%a in ('findstr /b distribution "%HERE%.mvn\wrapper\maven-wrapper.properties"') do set "%%a=%%b"
for %%f in ("%distributionUrl:/=\%") do set "ARCHIVE=%%~nxf"
set "NAME=%ARCHIVE:-bin.tar.gz=%"
set "WRAPPER=%USERPROFILE%\.m2\wrapper"
if not exist "%WRAPPER%\%NAME%\bin\mvn.cmd" (
  echo mvnw: fetching %distributionUrl%
  powershell -NoProfile -Command "$ErrorActionPreference='Stop'; New-Item -Force -ItemType Directory '%WRAPPER%' | Out-Null; $f='%WRAPPER%\%ARCHIVE%'; [Net.ServicePointManager]::SecurityProtocol='Tls12'; Invoke-WebRequest -UseBasicParsing '%distributionUrl%' -OutFile $f; if ((Get-FileHash $f -Algorithm SHA512).Hash -ne '%distributionSha512%') { Remove-Item $f; throw 'mvnw: not the file it should be' }; tar -xzf $f -C '%WRAPPER%'; Remove-Item $f" || exit /b 1
)
call "%WRAPPER%\%NAME%\bin\mvn.cmd" -f "%HERE%pom.xml" %*
exit /b
