import { type Asked, graph } from './chart.ts';
import type { DataDashboard } from './data.ts';

/** MongoDB, with shards and without, by https://github.com/percona/mongodb_exporter beside each member. */
export const mongodbDashboard: DataDashboard = {
  uid: 'mongodb',
  title: 'MongoDB',
  description: 'Whether members are up and reach each other, and how far secondaries are behind.',
  sections: ({ pods }) => {
    const written = (state: string) => `mongodb_rs_members_optimeDate{${pods},member_state="${state}"}`;
    const each = (metric: string): Asked => [`max by (pod) (${metric}{${pods}})`, '{{pod}}'];
    return [
      {
        title: 'Serves',
        charts: [
          graph('Members that are up', 'short', [each('mongodb_up')]),
          graph('Members that others reach', 'short', [
            [`min by (rs_nm, member_idx) (mongodb_rs_members_health{${pods}})`, '{{rs_nm}} {{member_idx}}'],
          ]),
          graph(
            'Behind the primary',
            's',
            [
              [
                `(max by (rs_nm) (${written('PRIMARY')}) - on (rs_nm) group_right () max by (rs_nm, member_idx) (${written('SECONDARY')})) / 1000`,
                '{{rs_nm}} {{member_idx}}',
              ],
            ],
            { limit: 60 },
          ),
        ],
      },
    ];
  },
};
