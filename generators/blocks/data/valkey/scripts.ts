/**
 * Scripts of a member's containers, for the POSIX shell of the image. They read these variables:
 * - `SELF`, `MEMBERS`: host name of this member, and of all members; `SET`: name of the system in Sentinel
 * - `QUORUM`: number of Sentinels that must agree before a failover
 * - `PASSWORD`: the one password of servers and Sentinels; also `VALKEYCLI_AUTH` and `REDISCLI_AUTH`
 * - `KEEPS`: `yes` where servers store data on a volume
 *
 * The containers of a member share `/data` and `/run/valkey`. The latter holds files that are written anew at each
 * start.
 */
export const valkeyScripts = {
  /**
   * `agreed` asks the Sentinels of other members for the primary: its name and its number of replicas. If answers
   * differ, the one with the highest configuration epoch counts, which is Sentinel's own rule:
   * https://valkey.io/topics/sentinel/#configuration-epochs
   *
   * `quoted` prints the password for a configuration file: in quotes, each byte by its number, so that no character of
   * it ends the quotes or the line: `sdssplitargs` in https://github.com/valkey-io/valkey/blob/9.1/src/sds.c
   */
  'common.sh': `agreed() {
  for member in $MEMBERS; do
    if [ "$member" != "$SELF" ]; then
      timeout 3 valkey-cli -h "$member" -p 26379 sentinel master "$SET" 2>/dev/null | awk '
        key == "ip" { host = $0 }
        key == "num-slaves" { replicas = $0 }
        key == "config-epoch" { epoch = $0 }
        { key = $0 }
        END { if (epoch != "") print epoch, host, replicas }' || true
    fi
  done | sort -n | tail -n 1 | cut -d ' ' -f 2-
}

# What this member's own Sentinel knew last; at the very first start, member 0.
remembered() {
  known=$(sed -n "s/^sentinel monitor $SET \\([^ ]*\\) .*/\\1/p" /data/sentinel.conf 2>/dev/null || true)
  echo "\${known:-\${MEMBERS%% *}}"
}

role() {
  timeout 3 valkey-cli role | head -n 1
}

quoted() {
  printf '"%s"' "$(printf %s "$PASSWORD" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../\\\\x&/g')"
}
`,

  /**
   * Starts the server. A primary without a volume comes back empty, and its replicas would copy that: it waits until
   * the Sentinels have chosen another primary, at most 20 seconds.
   */
  'server.sh': `set -eu
umask 077
. /etc/valkey/common.sh
said=$(agreed)
waits=0
while [ "$KEEPS" = no ] && [ "\${said%% *}" = "$SELF" ] && [ "\${said##* }" -gt 0 ] && [ "$waits" -lt 20 ]; do
  sleep 1
  waits=$((waits + 1))
  said=$(agreed)
done
primary=\${said%% *}
primary=\${primary:-$(remembered)}
{
  cat /etc/valkey/valkey.conf
  echo "replica-announce-ip $SELF"
  printf 'requirepass %s\\nmasterauth %s\\n' "$(quoted)" "$(quoted)"
  if [ "$primary" != "$SELF" ]; then echo "replicaof $primary 6379"; fi
} >/run/valkey/valkey.conf
exec valkey-server /run/valkey/valkey.conf
`,

  /**
   * Starts the Sentinel. Its ID is a hash of the member's name, so a replaced member does not count as an additional
   * one. The epochs of its votes are always kept. Known replicas and Sentinels are kept only if no other Sentinel
   * answers.
   */
  'sentinel.sh': `set -eu
umask 077
. /etc/valkey/common.sh
said=$(agreed)
primary=\${said%% *}
keep='(current|leader)-epoch'
if [ -z "$primary" ]; then keep="($keep|config-epoch|known-replica|known-sentinel)"; fi
primary=\${primary:-$(remembered)}
kept=$(grep -E "^sentinel $keep " /data/sentinel.conf 2>/dev/null || true)
{
  cat <<END
port 26379
dir /tmp
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $SELF
sentinel announce-port 26379
sentinel myid $(printf %s "$SELF" | sha1sum | cut -c 1-40)
requirepass $(quoted)
sentinel sentinel-pass $(quoted)
sentinel monitor $SET $primary 6379 $QUORUM
sentinel auth-pass $SET $(quoted)
sentinel down-after-milliseconds $SET 5000
sentinel failover-timeout $SET 10000
sentinel parallel-syncs $SET 1
END
  echo "$kept"
} >/data/sentinel.new
mv /data/sentinel.new /data/sentinel.conf
exec valkey-server /data/sentinel.conf --sentinel
`,

  /**
   * Hands the primary's role over before its pod is deleted. It asks another member's Sentinel for a failover, because
   * this member's own is deleted as well. With `coordinated` (Valkey 9.0 and later) writes wait until the new primary
   * has all of them. Without it the script pauses writes, or those of the last seconds would be lost:
   * https://valkey.io/commands/sentinel-failover/
   */
  'hand-over.sh': `set -eu
. /etc/valkey/common.sh
ask() {
  timeout 5 valkey-cli -h "$1" -p 26379 sentinel failover "$SET" $2 2>&1 | grep -q '^OK'
}
[ "$MEMBERS" != "$SELF" ] || exit 0
[ "$(role)" = master ] || exit 0
for member in $MEMBERS; do
  [ "$member" != "$SELF" ] || continue
  if ask "$member" coordinated; then break; fi
  valkey-cli client pause 20000 write >/dev/null
  if ask "$member" ''; then break; fi
done
waits=0
while [ "$(role)" = master ] && [ "$waits" -lt 20 ]; do
  said=$(agreed)
  next=\${said%% *}
  if [ -n "$next" ] && [ "$next" != "$SELF" ]; then valkey-cli replicaof "$next" 6379 >/dev/null; fi
  sleep 1
  waits=$((waits + 1))
done
`,

  /**
   * Readiness: a primary, or a replica that has its copy. A rollout waits for it before it replaces the next member.
   */
  'ready.sh': `set -eu
[ "$(timeout 3 valkey-cli ping)" = PONG ]
timeout 3 valkey-cli info replication | grep -q -e '^role:master' -e '^master_link_status:up'
`,
} as const;
