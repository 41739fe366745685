#!/bin/sh
# Sends what is published to machines that only read: every minute, by a timer of the machine that publishes.
#   DOKJA_DATA=/var/lib/dokja sh docs/deploy/push.sh reader1:/var/lib/dokja reader2:/var/lib/dokja
# rsync writes beside and renames, so that a reader has the old file or the new. The sign of life goes last: a machine that
# got it has the rest.
set -eu
touch "$DOKJA_DATA/published"
for reader in "$@"; do
    rsync --archive --timeout=60 "$DOKJA_DATA/versions" "$DOKJA_DATA/dokja.duckdb" "$reader/" &&
        rsync --archive --timeout=60 "$DOKJA_DATA/published" "$reader/" ||
        echo "not sent: $reader" >&2
done
