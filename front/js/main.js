// The enhancements. Every page works without them.
import htmx from "htmx.org";
import { livelyLists, wholePagesStayWhole } from "./lists.js";
import { mapBeside } from "./mapbeside.js";
import { boardLines } from "./boardlines.js";
import { voteByKeys } from "./voting.js";
import { keepEntries } from "./entry.js";
import { closeMenus } from "./menus.js";
import { walkThroughProposals } from "./proposals.js";
import { nearMe } from "./nearme.js";
import { selectWhole } from "./selectwhole.js";
import { sendOnce } from "./sendonce.js";

Object.assign(htmx.config, {
  includeIndicatorStyles: false, // the indicator is styled by our own sheet (CSP)
  allowEval: false,
  historyCacheSize: 0, // pages of a restricted space must not stay in the browser's storage
  refreshOnHistoryMiss: true,
  defaultSettleDelay: 0,
  scrollIntoViewOnBoost: false,
});

keepEntries(document);
sendOnce(document);
closeMenus(document);
selectWhole(document);
livelyLists(document, htmx);
wholePagesStayWhole(document);
nearMe(document);
mapBeside(document, htmx);
walkThroughProposals(document);
boardLines(document);
voteByKeys(document);
