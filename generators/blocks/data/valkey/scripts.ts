/**
 * What the containers of a member run. All are POSIX shell, as the image has it, and read:
 * - `SELF`, `MEMBERS`: the name of this member, and of all; `SET`: what Sentinels call the system
 * - `PASSWORD`: the one password of servers and Sentinels; also `VALKEYCLI_AUTH` and `REDISCLI_AUTH`
 * - `KEEPS`: `yes` where servers keep their data on disk
 *
 * `/data` is the member's own and shared by its containers; `/run/valkey` holds what is made at each start.
 */
export const valkeyScripts = {
  /**
   * What the Sentinels of other members say of the primary: its name and how many replicas they know. Of several
   * answers the one of the newest configuration counts, which is Sentinel's own rule:
   * https://valkey.io/topics/sentinel/#configuration-epochs
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
`,

  /**
   * A server that keeps nothing and comes back as the primary would be empty, and its replicas would follow it: it waits
   * until another one has been chosen, at most 20 seconds.
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
  echo "requirepass $PASSWORD"
  echo "masterauth $PASSWORD"
  if [ "$primary" != "$SELF" ]; then echo "replicaof $primary 6379"; fi
} >/run/valkey/valkey.conf
exec valkey-server /run/valkey/valkey.conf
`,

  /**
   * The identity follows from the name, so that a member that was replaced does not count as one more. What it knew is
   * kept where nobody else knows better; the numbers of votes it has given always are.
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
requirepass $PASSWORD
sentinel sentinel-pass $PASSWORD
sentinel monitor $SET $primary 6379 $QUORUM
sentinel auth-pass $SET $PASSWORD
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
   * Before a primary ends, another one takes over. It is asked of another member's Sentinel, because this member's own
   * ends as well. `coordinated` lets writes wait until the successor has them all (from Valkey 9.0 on); without it they
   * wait here, or those of the last seconds would be lost: https://valkey.io/commands/sentinel-failover/
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

  /** Ready is a primary, or a replica that has its copy: a roll-out waits for that before it takes the next one. */
  'ready.sh': `set -eu
[ "$(timeout 3 valkey-cli ping)" = PONG ]
timeout 3 valkey-cli info replication | grep -q -e '^role:master' -e '^master_link_status:up'
`,
} as const;
