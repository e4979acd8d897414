#!/usr/bin/env bash
# Writes the Japanese font of the pictures: the letters of the Japanese texts and all kana, of Noto Sans CJK JP (SIL Open
# Font License). Needs Debian's fonts-noto-cjk and python3-fonttools. Run it when a test says that a letter has no glyph.
set -euo pipefail
cd "$(dirname "$0")/src/main/resources/dev/plateau/export"
letters=$(mktemp)
trap 'rm -f "$letters"' EXIT
python3 - texts/*_ja.properties ../../../../../../../scenarios/src/main/resources/dev/plateau/explore/texts/ja.json > "$letters" <<'PYTHON'
import pathlib, sys
letters = {letter for file in sys.argv[1:] for letter in pathlib.Path(file).read_text('utf-8')}
letters |= {chr(code) for code in [*range(0x3041, 0x3097), *range(0x30A1, 0x30FD), *range(0x3000, 0x3012)]}
print(''.join(sorted(letter for letter in letters if ord(letter) >= 0x80)), end='')
PYTHON
SOURCE_DATE_EPOCH=0 /usr/bin/python3 -m fontTools.subset /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc --font-number=0 \
    --text-file="$letters" --layout-features= --no-hinting --desubroutinize --name-IDs=0,1,2,3,4,5,6,13,14 \
    --no-recalc-timestamp --output-file=fonts/NotoSansCJKjp-Subset.otf
ls -l fonts/NotoSansCJKjp-Subset.otf
