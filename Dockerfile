# The image: plain JavaScript and what it needs, on a slim Debian, run by a user without rights.
#
#   docker build --build-arg BASE="$(node .ci/base-image.mjs)" -t pitcrew .
#
# `.ci/base-image.mjs` asks the registry for the digest behind the tag, so that a build names exactly
# what it stands on. Without the argument the tag is used as it is that day. Where no Docker engine
# runs, `npm run rehearse:image` carries out these lines on a bare Debian and starts what comes of it.
ARG BASE=docker.io/library/node:24-bookworm-slim

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY .config .config
COPY .ci .ci
COPY src src
RUN npm run build

FROM ${BASE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional && npm cache clean --force

FROM ${BASE}
# Left alone, Node keeps over 100 MB for what lives a moment only.
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-semi-space-size=16 \
    HOST=0.0.0.0 \
    PORT=8080 \
    PITCREW_DATA_DIR=/var/lib/pitcrew
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY playbooks playbooks
RUN groupadd --gid 10001 pitcrew \
    && useradd --uid 10001 --gid pitcrew --no-create-home --home-dir /var/lib/pitcrew pitcrew \
    && install --directory --owner=pitcrew --group=pitcrew --mode=0700 /var/lib/pitcrew
USER 10001:10001
VOLUME /var/lib/pitcrew
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node hears SIGTERM itself and brings to an end what is on its way.
ENTRYPOINT ["node", "/app/dist/main.js"]
CMD ["serve"]
