#!/bin/sh
# Puts this image's page into the folder that the web server serves from: what the page names first, the page itself last and in one step.
# Files of earlier versions stay for a week, for pages that are open in somebody's browser.
set -eu
from=/opt/page
to=${1:-/srv/page}
find "$from" -type f ! -name index.html | while read -r file; do
  target=$to/${file#"$from"/}
  mkdir -p "$(dirname "$target")"
  cp "$file" "$target.new" && mv "$target.new" "$target"
done
cp "$from/index.html" "$to/index.html.new"
mv "$to/index.html.new" "$to/index.html"
find "$to/assets" -type f -mtime +7 2>/dev/null | while read -r file; do
  [ -e "$from/${file#"$to"/}" ] || rm -f "$file"
done
