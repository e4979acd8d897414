#!/bin/sh
# Makes the picture of docs/explore.md. Needs Chromium and, for the rules of accessibility that the same tests check, npm.
set -eu
cd "$(dirname "$0")/.."
mvn -q -Dquick -Pbrowser -pl src-test -am test -Dtest='ExplorerBrowserTest#itIsShownInTheDocuments' \
    -Dsurefire.failIfNoSpecifiedTests=false
cp src-test/target/explorer/explorer.png docs/images/explorer.png
