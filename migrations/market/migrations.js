import journal from './meta/_journal.json';
import m0000 from './0000_opening.sql';
import m0001 from './0001_index-and-log.sql';
import m0002 from './0002_search.sql';
import m0003 from './0003_phone.sql';
import m0004 from './0004_matchmaking.sql';
import m0005 from './0005_ventures.sql';
import m0006 from './0006_matches.sql';

  export default {
    journal,
    migrations: {
      m0000,
m0001,
m0002,
m0003,
m0004,
m0005,
m0006
    }
  }
  