#!/bin/bash
# The extension in a real Chromium against a running compose set-up without an account, through its web server: capture, save, list, export.
# Needs Chromium (CHROMIUM_PATH, or on the PATH) and the packages (npm ci). Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/../.."
URL=${URL:-http://127.0.0.1:${JACKDAW_PORT:-8080}}
CHROMIUM_PATH=${CHROMIUM_PATH:-$(command -v chromium || command -v chromium-browser || true)}
export CHROMIUM_PATH
[ -n "$CHROMIUM_PATH" ] && [ -d node_modules ] || { echo 'Chromium and the packages (npm ci) are needed.'; echo '0 passed, 1 failed'; exit 1; }
invite=$(docker compose logs --no-log-prefix backend 2>/dev/null | sed -n 's/.*#\/sign-up?invite=//p' | tail -1)
BROWSER_TARGET=chrome node_modules/.bin/vite build --logLevel warn
node_modules/.bin/tsx scripts/campaign-extension.ts "$URL" ${invite:+"$invite"}
