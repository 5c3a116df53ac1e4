# The image of docreplay: its command line and git, for a user without rights. docs/guides/container.md says how to use it.
FROM debian:13.8-slim AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3-venv
WORKDIR /source
COPY requirements-image.lock ./
RUN python3 -m venv /opt/docreplay \
    && /opt/docreplay/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements-image.lock
COPY pyproject.toml README.md LICENSE ./
COPY extractor extractor
RUN /opt/docreplay/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-build-isolation --no-deps . \
    && /opt/docreplay/bin/python -m pip uninstall --yes hatchling pathspec trove-classifiers setuptools pip

FROM debian:13.8-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git python3 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/docreplay /opt/docreplay
# any user id works, also one without an entry in /etc/passwd and on a root file system that cannot be written
ENV PATH=/opt/docreplay/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /docs
USER 10001:10001
ENTRYPOINT ["docreplay"]
CMD ["--help"]
