// Addresses of the screens. The frame (plan, day, rule, data set) travels along in the query.

import { createRouter, createWebHistory } from "vue-router";
import { FRAME_KEYS, frameOf, known, loadKnown, rememberedDataset } from "@/frame/frame";
import { findSession, may, session } from "@/session/session";
import { home } from "@/shell/menu";
import AppShell from "@/shell/AppShell.vue";

declare module "vue-router" {
  interface RouteMeta {
    title?: string;
    /** Title of the menu group it belongs to. */
    group?: string;
    isOpenToAll?: boolean;
    /** Is not judged as of a day: the frame bar would offer what the page does not follow. */
    hasNoFrame?: boolean;
  }
}

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  routes: [
    { path: "/login", component: () => import("@/session/LoginScreen.vue"), meta: { title: "登录", isOpenToAll: true } },
    { path: "/oidc", component: () => import("@/session/IssuerReturn.vue"), meta: { title: "统一身份认证登录", isOpenToAll: true } },
    {
      path: "/",
      component: AppShell,
      children: [
        { path: "", component: () => import("@/screens/workbench/WorkbenchScreen.vue"), meta: { title: "工作台" } },
        { path: "leader", component: () => import("@/screens/leader/LeaderScreen.vue"), meta: { title: "领导页" } },
        { path: "silence", component: () => import("@/screens/silence/SilenceScreen.vue"), meta: { title: "沉默度", group: "调度" } },
        { path: "tasks", component: () => import("@/screens/tasks/TasksScreen.vue"), meta: { title: "任务台账", group: "任务与目标" } },
        { path: "task", component: () => import("@/screens/task/TaskScreen.vue"), meta: { title: "任务详情", group: "任务与目标" } },
        { path: "targets", component: () => import("@/screens/targets/TargetsScreen.vue"), meta: { title: "目标", group: "任务与目标" } },
        { path: "counties/:code?", component: () => import("@/screens/county/CountyScreen.vue"), meta: { title: "县市区", group: "县域" } },
        { path: "map", component: () => import("@/screens/map/MapScreen.vue"), meta: { title: "地图", group: "县域" } },
        { path: "plans", component: () => import("@/screens/plans/PlansScreen.vue"), meta: { title: "方案导入与校对", group: "方案" } },
        { path: "plans/:code", component: () => import("@/screens/review/ReviewScreen.vue"), meta: { title: "方案校对", group: "方案", hasNoFrame: true } },
        { path: "compare", component: () => import("@/screens/compare/CompareScreen.vue"), meta: { title: "方案比较", group: "方案", hasNoFrame: true } },
        { path: "collection", component: () => import("@/screens/collection/CollectionScreen.vue"), meta: { title: "填报与审核", group: "调度" } },
        { path: "filing", component: () => import("@/screens/collection/FilingScreen.vue"), meta: { title: "填报表", group: "调度", hasNoFrame: true } },
        { path: "request", component: () => import("@/screens/collection/RequestScreen.vue"), meta: { title: "数据需求", group: "调度", hasNoFrame: true } },
        { path: "request-new", component: () => import("@/screens/collection/RequestForm.vue"), meta: { title: "提出数据需求", group: "调度", hasNoFrame: true } },
        { path: "instructions", component: () => import("@/screens/collection/InstructionsScreen.vue"), meta: { title: "批示督办", group: "调度" } },
        { path: "packs", component: () => import("@/screens/packs/PacksScreen.vue"), meta: { title: "机制包", group: "机制", hasNoFrame: true } },
        { path: "pack", component: () => import("@/screens/packs/PackScreen.vue"), meta: { title: "规则与参数", group: "机制", hasNoFrame: true } },
        { path: "account", component: () => import("@/screens/accounts/AccountScreen.vue"), meta: { title: "核算表", group: "机制", hasNoFrame: true } },
        { path: "books", component: () => import("@/screens/books/BooksScreen.vue"), meta: { title: "账本", group: "机制" } },
        { path: "books/:pack/:ledger", component: () => import("@/screens/books/BookScreen.vue"), meta: { title: "账本明细", group: "机制" } },
        { path: "analysis", component: () => import("@/screens/analyses/AnalysisScreen.vue"), meta: { title: "分析", group: "机制", hasNoFrame: true } },
        { path: "evaluations", component: () => import("@/screens/evaluations/EvaluationsScreen.vue"), meta: { title: "评价", group: "机制", hasNoFrame: true } },
        { path: "evaluation", component: () => import("@/screens/evaluations/EvaluationScreen.vue"), meta: { title: "评价工作台", group: "机制", hasNoFrame: true } },
        { path: "allocations", component: () => import("@/screens/allocations/AllocationsScreen.vue"), meta: { title: "分配", group: "机制", hasNoFrame: true } },
        { path: "allocation", component: () => import("@/screens/allocations/AllocationScreen.vue"), meta: { title: "分配工作台", group: "机制", hasNoFrame: true } },
        { path: "data", component: () => import("@/screens/data/DataScreen.vue"), meta: { title: "数据", group: "数据与口径" } },
        { path: "registers", component: () => import("@/screens/registers/RegistersScreen.vue"), meta: { title: "名录" } },
        {
          path: "registers/:pack/:register",
          component: () => import("@/screens/registers/RegisterScreen.vue"),
          meta: { title: "名录明细", group: "名录" },
        },
        { path: "dictionary", component: () => import("@/screens/data/DictionaryScreen.vue"), meta: { title: "口径字典", group: "数据与口径" } },
        { path: "cases", component: () => import("@/screens/cases/CasesScreen.vue"), meta: { title: "交易", group: "机制" } },
        { path: "cases/:number", component: () => import("@/screens/cases/CaseScreen.vue"), meta: { title: "交易项目", group: "机制", hasNoFrame: true } },
        { path: "placement", component: () => import("@/screens/allocations/PlacementScreen.vue"), meta: { title: "项目落地安排", group: "机制", hasNoFrame: true } },
        { path: "agreements", component: () => import("@/screens/agreements/AgreementsScreen.vue"), meta: { title: "项目流转", group: "机制", hasNoFrame: true } },
        { path: "agreements/:number", component: () => import("@/screens/agreements/AgreementScreen.vue"), meta: { title: "流转协议", group: "机制", hasNoFrame: true } },
        { path: "consents", component: () => import("@/screens/consents/ConsentsScreen.vue"), meta: { title: "授权与查看记录", group: "数据授权", hasNoFrame: true } },
        { path: "consented", component: () => import("@/screens/consents/ConsentedScreen.vue"), meta: { title: "已获授权的企业", group: "数据授权", hasNoFrame: true } },
        { path: "consent-report", component: () => import("@/screens/consents/ReportScreen.vue"), meta: { title: "授权结果报告", group: "数据授权", hasNoFrame: true } },
        { path: "consent-aggregates", component: () => import("@/screens/consents/AggregatesScreen.vue"), meta: { title: "企业结果汇总", group: "数据授权", hasNoFrame: true } },
        { path: "pairings", component: () => import("@/screens/pairings/PairingsScreen.vue"), meta: { title: "对接与断链风险", group: "机制", hasNoFrame: true } },
        { path: "matching", component: () => import("@/screens/pairings/MatchingScreen.vue"), meta: { title: "供需对接", group: "机制", hasNoFrame: true } },
        { path: "network", component: () => import("@/screens/pairings/NetworkScreen.vue"), meta: { title: "断链风险", group: "机制", hasNoFrame: true } },
        { path: "bulletins", component: () => import("@/screens/bulletins/BulletinsScreen.vue"), meta: { title: "通报", group: "公文" } },
        { path: "issues", component: () => import("@/screens/issues/IssuesScreen.vue"), meta: { title: "公文办理", group: "公文" } },
        { path: "issue", component: () => import("@/screens/issues/IssueScreen.vue"), meta: { title: "办理一份公文", group: "公文", hasNoFrame: true } },
        { path: "cuts", component: () => import("@/screens/cuts/CutsScreen.vue"), meta: { title: "数据冻结", group: "数据与口径" } },
        { path: "releases", component: () => import("@/screens/releases/ReleasesScreen.vue"), meta: { title: "发布日历", group: "数据与口径" } },
        { path: "tickets", component: () => import("@/screens/tickets/TicketsScreen.vue"), meta: { title: "口径冲突", group: "数据与口径" } },
        { path: "people", component: () => import("@/screens/people/PeopleScreen.vue"), meta: { title: "用户与权限", group: "系统", hasNoFrame: true } },
        { path: "agency", component: () => import("@/screens/people/AgencyScreen.vue"), meta: { title: "机构沿革", group: "系统", hasNoFrame: true } },
        { path: "log", component: () => import("@/screens/people/LogScreen.vue"), meta: { title: "操作记录", group: "系统", hasNoFrame: true } },
        { path: "me", component: () => import("@/screens/people/OwnAccountScreen.vue"), meta: { title: "我的账户", hasNoFrame: true } },
        { path: ":rest(.*)*", component: () => import("@/shell/NotFound.vue"), meta: { title: "没有这个页面", hasNoFrame: true } },
      ],
    },
  ],
});

router.beforeEach(async (to, from) => {
  if (!session.isKnown) {
    // When the server cannot be reached the login page says so.
    await findSession().catch(() => undefined);
  }
  const mayEnter = session.view !== undefined && !session.view.must_change_password && !session.view.must_set_second_factor;
  if (!to.meta.isOpenToAll && !mayEnter) return { path: "/login", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
  if (to.path === "/oidc") return true;
  if (to.path === "/login") return mayEnter ? { path: "/" } : true;
  // The workbench is about the plan; whoever does not read it begins at the first page of their own.
  if (to.path === "/" && home() !== "/") return { path: home() };
  if (known.dictionary === undefined && may("read_published")) await loadKnown().catch(() => undefined);
  const kept = frameOf(from.query);
  // A page typed in or opened anew follows the user's switch; its address then says so.
  if (!kept.dataset && rememberedDataset() === "demo") kept.dataset = "demo";
  const lost = FRAME_KEYS.filter((key) => kept[key] && !(key in to.query));
  if (lost.length === 0) return true;
  return { ...to, query: { ...kept, ...to.query } };
});

router.afterEach((to) => {
  document.title = `${to.meta.title ?? "郡县"} · 郡县`;
});
