# Two stages: the first has what building needs, the second only what running needs.
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/zkl \
 && /opt/zkl/bin/pip install --require-hashes -r requirements.lock \
 && python -m pip install --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY data ./data
COPY zkl_bot ./zkl_bot
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
 && /opt/zkl/bin/pip install --no-deps /wheel/*.whl \
 && /opt/zkl/bin/python -m zkl_bot.cli.voorraad

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="zkl_bot" \
      org.opencontainers.image.licenses="EUPL-1.2"
# The timeline is drawn with words, and words need a font. Debian keeps one version of it.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 zkl \
 && useradd --system --uid 10001 --gid zkl --home-dir /var/lib/zkl --create-home zkl
COPY --from=build /opt/zkl /opt/zkl
# Few heaps for many threads: what one thread frees, another can use.
ENV PATH=/opt/zkl/bin:$PATH \
    MALLOC_ARENA_MAX=2 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ZKL_HOME=/var/lib/zkl \
    ZKL_HOST=0.0.0.0 \
    ZKL_PORT=8080 \
    ZKL_LOG_FORMAT=json
USER 10001:10001
WORKDIR /var/lib/zkl
VOLUME /var/lib/zkl
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['ZKL_PORT'] + '/health/live', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["zkl-bot"]
CMD ["serve"]
