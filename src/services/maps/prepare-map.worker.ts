/** Prepares maps off the page's thread, one a request. */
import { prepareMap, type MapRequest, type PreparedMap } from '../../core/heatmap/prepare-map.ts';
import { serve } from '../worker-serve.ts';

serve<MapRequest, PreparedMap>(prepareMap, ({ values }) => [values.buffer]);
