// The parts of ECharts that are used, installed once before any chart or map is made.

import { GraphChart, LineChart, MapChart, RadarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([GraphChart, LineChart, MapChart, RadarChart, AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent, SVGRenderer]);

export { type EChartsCoreOption, type EChartsType, init, registerMap } from "echarts/core";
