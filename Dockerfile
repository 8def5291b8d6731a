# Crosswalk with a PostgreSQL server of your own (DATABASE_URL); see docs/operations.md.
FROM node:24-bookworm-slim AS build
WORKDIR /crosswalk
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# Client, build and stamps: everything that `npm start` would otherwise do first. The image has its own Node.
RUN node --import tsx scripts/build.ts && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 CROSSWALK_HOME=/home/node/crosswalk CROSSWALK_LISTEN=0.0.0.0 PORT=3000
WORKDIR /crosswalk
COPY --from=build --chown=node:node /crosswalk ./
RUN mkdir -p /home/node/crosswalk && chown node:node /home/node/crosswalk
USER node
VOLUME /home/node/crosswalk
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--import", "tsx", "scripts/start.ts"]
