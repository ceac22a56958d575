// The parts of ECharts that are used, installed once before any chart or map is made.

import { BarChart, GraphChart, LineChart, MapChart, RadarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, RadarComponent, TitleComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GraphChart, LineChart, MapChart, RadarChart, AriaComponent, GridComponent, LegendComponent, RadarComponent, TitleComponent, TooltipComponent, SVGRenderer]);

export { type EChartsCoreOption, type EChartsType, init, registerMap } from "echarts/core";
