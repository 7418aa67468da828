# Our Part for production: docker build -t our-part .  Settings: .env.example.
FROM node:22-slim AS look
WORKDIR /our-part/app/assets
COPY app/assets/package.json app/assets/package-lock.json ./
RUN npm ci --omit=optional --ignore-scripts --no-audit --no-fund
COPY app/assets/ ./
RUN node build.mjs

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OUR_PART_ENV=production OUR_PART_HOST=0.0.0.0 OUR_PART_INSTANCE=/data
WORKDIR /our-part
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
COPY requirements-pg.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements-pg.txt
COPY . ./
COPY --from=look /our-part/app/static/built/ app/static/built/
RUN useradd --system --uid 10001 our-part && install -d -o our-part -m 700 /data
USER our-part
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "run.py"]
