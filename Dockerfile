# The service alone: one static program. PostgreSQL is named by DATABASE_URL (or DATABASE_URL_FILE), Redis
# by REDIS_URL; compose.yaml brings both. The private PostgreSQL that the program starts on a bare machine
# is not in this image: a database should not live and die with a container.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=unversioned
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=${VERSION}" -o /out/motcua ./cmd/motcua \
    && mkdir /out/data

# Nothing but the program and the certificate authorities that a TLS connection to PostgreSQL or Redis is
# checked against. The program knows Vietnam's time zone and brings its fonts, forms and catalogue itself.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/motcua /motcua
# Empty, and stays so with DATABASE_URL; "motcua doctor" tries whether it could write here.
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
ENV MOTCUA_ADDR=0.0.0.0:8080 MOTCUA_DATA=/data
EXPOSE 8080
# No HEALTHCHECK: there is no shell to run one with, and "motcua doctor" recounts all answers, which is too
# much for every half minute. Ask /healthz (does the process answer) and /readyz (can it serve) from outside.
ENTRYPOINT ["/motcua"]
CMD ["serve"]
