// The parts of ECharts that are used, installed once before any chart or map is made.

import { LineChart, MapChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, MapChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export { type EChartsCoreOption, type EChartsType, init, registerMap } from "echarts/core";
