/** For a server that is thrown away after the run: nothing in it is worth waiting for the disk. */
export const fastAndUnsafe = {
  fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off', max_connections: '200',
};
