# huoban with its fonts, in an image that needs nothing else:
#   docker build -t huoban .
#   docker run --rm -v "$PWD:/work" --user "$(id -u):$(id -g)" huoban release book
FROM rust:1-bookworm AS build
WORKDIR /source
COPY Cargo.toml Cargo.lock ./
COPY benches benches
COPY profiles profiles
COPY src src
RUN cargo build --release --locked --bin huoban

FROM debian:bookworm-slim
# Fonts are looked for beside the program; their licences travel with them.
COPY --from=build /source/target/release/huoban /opt/huoban/huoban
COPY fonts /opt/huoban/fonts
COPY LICENSE-APACHE LICENSE-MIT /opt/huoban/
COPY profiles/README.md /opt/huoban/profiles/
RUN ln -s /opt/huoban/huoban /usr/local/bin/huoban
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["huoban"]
CMD ["--help"]
