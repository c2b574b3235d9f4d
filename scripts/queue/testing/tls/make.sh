#!/usr/bin/env bash
# The certificate of the tests' Redis, its own authority, for this machine alone; a hundred years, so that no test fails of old age.
set -euo pipefail
cd "$(dirname "$0")"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 36500 -subj '/CN=tests of the queue' \
  -addext 'subjectAltName=IP:127.0.0.1,DNS:localhost' -keyout key.pem -out cert.pem
