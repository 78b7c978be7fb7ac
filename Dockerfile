# The server alone, for a PostgreSQL of yours: docker run -e DATABASE_URL=… -e JWT_SECRET=… -e PUBLIC_URL=… -p 4747:4747 jackdaw
# Without DATABASE_URL it starts its own PostgreSQL in the volume /data, as it does outside a container.

FROM node:22-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4747 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY contract ./contract
COPY backend ./backend
COPY migrations ./migrations
# The libraries of the built-in PostgreSQL are linked at its first start, by whoever may write there: once, here.
RUN node --import tsx -e "import('./backend/postgres/binaries.ts').then(({ findBinaries }) => findBinaries())"
USER node
VOLUME /data
EXPOSE 4747
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# node itself is process 1: a stop signal reaches the server. TypeScript runs through tsx, as in npm start and in the tests: one way for
# all three, with true stack traces, for half a second at the start.
CMD ["node", "--import", "tsx", "backend/main.ts"]
