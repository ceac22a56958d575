// Generated from openapi.json by `npm run schema`; do not edit.

export interface paths {
    "/api/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles, what each may do, and the settings. */
        get: operations["access_guide"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All formulas of a period, or one formula over the periods. */
        get: operations["account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same table as a workbook. */
        get: operations["account_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts with what they hold. */
        get: operations["accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All bodies as they were on a day. */
        get: operations["agencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One body as it was on a day, what became of it and how it was written down. */
        get: operations["agency_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreement-rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows that may be transferred. */
        get: operations["transferable_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules of transfers and agreements. */
        get: operations["agreements"];
        put?: never;
        /** Drafts an agreement about a row of a register. */
        post: operations["draft_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agreement. */
        get: operations["agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements/{number}/act": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the terms, signs, tells a year, ends or withdraws. */
        post: operations["act_on_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements/{number}/agreement.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agreement as a Word file. */
        get: operations["agreement_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements/{number}/agreement.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agreement as PDF. */
        get: operations["agreement_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/allocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frozen run, or a dry run of what is known. */
        get: operations["allocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/allocation-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Freezes a dry run with its cut. */
        post: operations["freeze_allocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/allocation-runs/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands a frozen run down (下达). */
        post: operations["issue_allocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/allocation-runs/{id}/posting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts a run that was handed down to the ledger that its pack names (入账): once, by another person than who froze it. */
        post: operations["post_allocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/allocation.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outcome as an Excel workbook. */
        get: operations["allocation_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/allocation/supposition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another budget or other parameters on the same facts; shown, never stored. */
        post: operations["suppose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Allocations that can be run, with their periods and frozen runs. */
        get: operations["allocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The analyses that packs declare. */
        get: operations["analyses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One analysis of one period. */
        get: operations["analysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a workbook. */
        get: operations["analysis_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the audit chain that the reader may see, newest first. */
        get: operations["audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long the record is kept. */
        get: operations["log_retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/boundaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Boundaries of the counties as GeoJSON. */
        get: operations["boundaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bulletin with its figures. */
        get: operations["bulletin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}/file.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bulletin as Word file. */
        get: operations["bulletin_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}/file.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bulletin as PDF. */
        get: operations["bulletin_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}/file.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger (台账), annex of the bulletin. */
        get: operations["bulletin_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to issue a bulletin. */
        post: operations["begin_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Makes the files again from the cut and holds them against the stored ones. */
        get: operations["rebuild_bulletin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar-feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the own account has an address for calendars. */
        get: operations["calendar_feed"];
        put?: never;
        /** A new address in place of an earlier one; told this once. */
        post: operations["make_calendar_feed"];
        /** The address leads nowhere from now on. */
        delete: operations["end_calendar_feed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What falls due for the owner of the address (RFC 5545). The secret in the address stands for the log-in. */
        get: operations["calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows that may be listed. */
        get: operations["lots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of trades and cases. */
        get: operations["cases"];
        put?: never;
        /** Lists a row of a register (受理). */
        post: operations["open_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases.ocds.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases as a release package of the Open Contracting Data Standard. */
        get: operations["ocds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case. */
        get: operations["case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{number}/act": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does something in a case: publishes, bids, answers, settles. The time of arrival counts. */
        post: operations["act"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{number}/certificate.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate as a Word file. */
        get: operations["certificate_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{number}/certificate.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate as PDF. */
        get: operations["certificate_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{number}/pulse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers when there is more than the asker knows, or after some seconds. */
        get: operations["pulse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the person who asks. */
        get: operations["collection_desk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agencies, counties and indicators that a request may name. */
        get: operations["collection_choices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks a request (表单准入) and proposes it when nothing is wrong and `dry` is not set. */
        post: operations["propose_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request with its answers. */
        get: operations["data_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts several answers at once, each for itself. */
        post: operations["accept_filings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}/answers/{respondent}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of one answer. */
        get: operations["filing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}/answers/{respondent}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves, submits, reviews, disputes, decides or extends an answer. Cells that somebody else changed meanwhile are not
         *     overwritten and come back in `refused`. 412 when `If-Match` names another version of the answer than it has.
         */
        post: operations["act_on_filing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}/answers/{respondent}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer as a sheet to fill in. */
        get: operations["filing_sheet"];
        put?: never;
        /** Saves what a sheet says as a draft; lines that cannot be read come back in `refused`. */
        post: operations["import_filing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 减负意见: a county says that a request is a burden or asks twice. */
        post: operations["complain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves, refuses or withdraws a request. 412 when `If-Match` names another version than it has. */
        post: operations["decide_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/requests/{request}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Returns several answers at once with one reason, each for itself. */
        post: operations["return_filings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two stored versions. */
        get: operations["comparison"];
        put?: never;
        /** The same against a file, which is not stored. */
        post: operations["comparison_with_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comparison.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案比较.xlsx */
        get: operations["comparison_xlsx"];
        put?: never;
        /** 方案比较.xlsx against a file. */
        post: operations["comparison_with_file_xlsx"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/complaints/{complaint}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The planning section answers a complaint, once. 412 when `If-Match` names another version than it has. */
        post: operations["answer_complaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent-aggregates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All enterprises together, without any single one. */
        get: operations["consent_aggregates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consented": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Enterprises that agreed to show results to the own bank; each label that is shown is a look on record. */
        get: operations["consented"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consented/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report under a consent; a look on record. */
        get: operations["consented_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consented/{id}/report.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report as a Word file. */
        get: operations["consented_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consented/{id}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report as PDF. */
        get: operations["consented_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the own enterprise may agree to, agreed to, and who looked. */
        get: operations["consents"];
        put?: never;
        /** Agrees that a bank sees results. */
        post: operations["give_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a bank would see of the own enterprise. */
        get: operations["own_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws a consent at once. */
        post: operations["withdraw_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cuts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Frozen periods (冻结), newest first, each held against its digest. */
        get: operations["period_cuts"];
        put?: never;
        /** Freezes the figures of a period as they are known now. */
        post: operations["freeze_period"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cuts/{cut}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens a frozen period again, by another person than the one who froze it. 412 when `If-Match` names another version
         *     than it has.
         */
        post: operations["reopen_period"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dictionary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Indicators, places, sources, conflicts and presets. */
        get: operations["dictionary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frozen run, or a dry run of what is known. */
        get: operations["evaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Freezes a dry run with its cut. */
        post: operations["freeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-runs/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a run final (定稿). */
        post: operations["finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-runs/{id}/newer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures that a frozen run used and that are other ones now. */
        get: operations["newer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-runs/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Objections to a run and to those that it replaced. */
        get: operations["objections"];
        put?: never;
        /** Objects to one value of one subject (申诉). */
        post: operations["object"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-runs/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens the time for objections (公示). */
        post: operations["publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-runs/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would move if the run were computed on what was known by an instant; nothing is stored. */
        get: operations["try_newer"];
        put?: never;
        /** Freezes the run on the new figures; the one that it replaces stays on record. */
        post: operations["freeze_newer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-runs/{id}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The values of a subject that may be disputed. */
        get: operations["values"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outcome as an Excel workbook. */
        get: operations["evaluation_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation/certainty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How sure the places are. */
        get: operations["certainty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who moves against another version of the rules, or against the year before. */
        get: operations["changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places by other usual methods on the same facts. */
        get: operations["methods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation/subject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One subject explained. */
        get: operations["subject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Other weights on the same facts; shown, never stored. */
        post: operations["try_weights"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evaluations that can be run, with their periods and frozen runs. */
        get: operations["evaluations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 从哪来: the derivation of one figure. */
        get: operations["explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Instructions of leaders with their clocks. */
        get: operations["instructions"];
        put?: never;
        /** Enters an instruction. */
        post: operations["add_instruction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instructions/{instruction}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes on, answers, proposes as done or checks an instruction. 412 when `If-Match` names another version than it has. */
        post: operations["act_on_instruction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents on their way, newest first. */
        get: operations["issues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/issues/{issue}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document with its paragraphs and every change. */
        get: operations["issue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/issues/{issue}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Edits, submits, returns, approves, numbers, publishes or withdraws. 412 when `If-Match` names another version than it has. */
        post: operations["act_on_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/issues/{issue}/tracked.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text with every change as Word tracks it: who wrote and who struck out what, and when. 400 when nothing was changed. */
        get: operations["tracked_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All ledgers that packs declare. */
        get: operations["ledgers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One ledger with the balances of all accounts. */
        get: operations["ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens an account. */
        post: operations["open_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/balances.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Balances as Excel. */
        get: operations["balances_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes everything up to a day. */
        post: operations["close_period"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The word of the second person, or the taking effect of what waited. */
        post: operations["decide_voucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts the vouchers of a file. */
        post: operations["post_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts what the formula of a kind of entry says for a period. */
        post: operations["settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to one asset of one account. */
        get: operations["statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/statement.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statement as Excel. */
        get: operations["statement_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/sweeps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves all that is left of everything that has expired. */
        post: operations["sweep_ledger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/text/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole ledger as text: for hledger, for Beancount, or its log with the chain. */
        get: operations["text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledgers/{pack}/{ledger}/vouchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vouchers, newest first. */
        get: operations["journal"];
        put?: never;
        /** Posts a voucher, or proposes it where a second person is needed. 409 when the ledger refuses it. */
        post: operations["post_voucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A matching over what is known now, with every pair and its reason. */
        get: operations["matching"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A supply network over what is known now. */
        get: operations["network"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 消息: reminders that are addressed to this person, and how many are new. */
        get: operations["notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** This person has read them up to here. */
        post: operations["read_notices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides on an objection; accepting it freezes the corrected run. */
        post: operations["answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Before and after, if an objection were accepted; nothing is stored. */
        get: operations["preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of observations. */
        get: operations["observations"];
        put?: never;
        /** Imports observations: all lines or none. */
        post: operations["import_observations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Observations as csv, laid out like the import. */
        get: operations["observations_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Observations as xlsx, laid out like the import. */
        get: operations["observations_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/file/{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Observations in the form of another system, with the versions that the form can hold. */
        get: operations["observations_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By what people may log in beside their password. */
        get: operations["sign_in_ways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a log-in by the issuer: sets a short-lived cookie that the way back must come with. */
        post: operations["begin_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Links the own account with whom the issuer names. */
        put: operations["link_identity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/link-attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to link the own account with the issuer: asks for the password again, and the code where there is one. */
        post: operations["begin_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logs in whom the issuer names: sets the session cookie. 401 `second-factor` says that a code is needed, which
         *     `POST /api/oidc/session/code` takes.
         */
        post: operations["sign_in_by_issuer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/session/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The code of the second factor after the issuer. */
        post: operations["finish_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/unlinking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nobody enters the own account by the issuer any more. */
        post: operations["unlink_identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document. */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own-account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own account with its roles. */
        get: operations["own_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of every pack. */
        get: operations["packs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs/{code}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version with its rules in words. */
        get: operations["pack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs/{code}/{version}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs the tests beside a version. */
        get: operations["tests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What packs declare. */
        get: operations["pairings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the own password. */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/placement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which project at which place, in a frozen run or over what is known: reasons, what the limits are worth, proof. */
        get: operations["placement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/placement-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Freezes a dry run of a placement with its cut, among the frozen allocations; it is handed down as they are. */
        post: operations["freeze_placement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/placement.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outcome of a placement as an Excel workbook. */
        get: operations["placement_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/placement/supposition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Other limits or parameters on the same rows; shown, never stored. */
        post: operations["suppose_placement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/placements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Placements of projects that packs declare, with the periods there are rows for. */
        get: operations["placements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All plans. */
        get: operations["plans"];
        put?: never;
        /** Reads an official text into a draft. 409 when the same text was imported before, 400 when it cannot be read. */
        post: operations["import_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Text, items and residue for 方案导入与校对. */
        get: operations["review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 领导页: which three are behind, why, who, by when. */
        get: operations["leader_brief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/bulletins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bulletins of a plan, newest first. */
        get: operations["bulletins"];
        put?: never;
        /** Freezes a cut and writes the bulletin from it. */
        post: operations["create_bulletin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a chapter to somebody to check, or back to all. 409 when somebody else did so first. */
        post: operations["claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/counties/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 县市区 page. */
        get: operations["county"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records one decision about the draft. 409 `stale` when somebody else changed the same item after `seen`;
         *     422 `unknown-word` when a unit or an agency is new and that was not said to be meant.
         */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/export/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The checked plan: 任务分解表.xlsx, JSON, Akoma Ntoso or StratML. */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 地图. */
        get: operations["map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed since the screen was drawn; asked for every few seconds. */
        get: operations["news"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作台. */
        get: operations["overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the machine makes of words selected in the text; stores nothing. */
        get: operations["reading"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/silence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 沉默度: who answers for what, and since when nothing was heard. */
        get: operations["silence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stages of the life cycle so far. */
        get: operations["stages"];
        put?: never;
        /** Moves the plan to another stage. */
        post: operations["set_stage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 目标. */
        get: operations["targets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/targets.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 目标完成情况. */
        get: operations["targets_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/targets/{target}/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Milestones of a target with their lights as of a day. */
        get: operations["milestones"];
        /**
         * Sets all milestones of a target anew. What touches a period that is over waits for a second person. 412 when `If-Match`
         *     names another version than they have, 428 without it.
         */
        put: operations["set_milestones"];
        /** Asks for more time for a milestone, or answers; agrees to a change of what fell due already, or does not. */
        post: operations["act_on_milestone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 任务台账. */
        get: operations["tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/tasks.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 任务分解表. */
        get: operations["tasks_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 任务详情. */
        get: operations["task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{plan}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Adds the official text to a plan without one; refused unless it is the same text. */
        put: operations["attach_text"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All proposals, newest first. */
        get: operations["proposals"];
        put?: never;
        /** Proposes changes of accounts, rights and bodies; nothing happens before they are approved. */
        post: operations["propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proposals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or returns a proposal; one-time passwords of new accounts are in the answer and nowhere else. */
        post: operations["decide_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is published, as far as this person may read it; newest first. */
        get: operations["published"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published/{issue}/file.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A published document as Word file. */
        get: operations["published_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published/{issue}/file.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A published document as PDF. */
        get: operations["published_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All registers that packs declare. */
        get: operations["registers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of rows, with the form of the register. */
        get: operations["rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts and sums by place. */
        get: operations["counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pairs of rows that are probably the same thing. */
        get: operations["duplicates"];
        put?: never;
        /** Says that two rows that look alike are two things. */
        post: operations["set_distinct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/file/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows of a list, or the empty template. */
        get: operations["file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Previews what a file would change, or imports what was previewed: all lines or none. */
        post: operations["import_rows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/intakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the rows of a period anew from the results of other packs: all of them or none. */
        post: operations["take_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a row out; its history stays. */
        post: operations["remove_row"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/row": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row with its history, steps and doubts. */
        get: operations["row"];
        put?: never;
        /**
         * Saves one row. `accepted` is false when there are faults, or warnings that wait to be accepted.
         *     409 `stale` when somebody else changed the row after `seen`; 412 when `If-Match` names another state than the row has.
         */
        post: operations["save_row"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/row/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that a row holds or held, as attachment. */
        get: operations["row_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/row/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves one row together with new files in its file fields: `request` as for the call without files, and each file
         *     under the code of its field. All of it or nothing.
         */
        post: operations["save_row_with_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{pack}/{register}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a step of the life cycle. */
        post: operations["take_step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 发布日历: from when official statistics may be seen. */
        get: operations["releases"];
        put?: never;
        /** Sets or moves the moment of a release. 412 when `If-Match` names another version than the entry has. */
        post: operations["set_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures that wait for their release, for 统计 alone. */
        get: operations["waiting_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The offered secret counts from now on; the recovery codes are told this once. */
        put: operations["take_second_factor"];
        /** A new secret of the second factor; it counts after `PUT` with a right code. */
        post: operations["offer_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in, and the CSRF token of the session. */
        get: operations["session"];
        put?: never;
        /** Logs in: sets the session cookie. */
        post: operations["login"];
        /** Logs out. */
        delete: operations["logout"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 两数一名: names with two numbers, open ones first. */
        get: operations["tickets"];
        put?: never;
        /**
         * The steward decides which of two numbers is the one to use. 412 when `If-Match` names another version than the ticket
         *     has: another number came, or another decision.
         */
        post: operations["decide_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a delivery once more. */
        post: operations["repeat_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses, declared hosts and the newest deliveries. */
        get: operations["webhooks"];
        put?: never;
        /** Tells an address of events from now on; the key of the signature is told this once. */
        post: operations["add_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Nothing is told to the address from now on. */
        delete: operations["end_webhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers once the server is up. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessChange: {
            display_name: string;
            /** Format: date */
            expires_on?: string | null;
            /** @enum {string} */
            kind: "open";
            user: string;
        } | {
            assignment: components["schemas"]["Assignment"];
            /** @enum {string} */
            kind: "grant";
        } | {
            /**
             * Format: int64
             * @description Number of the assignment.
             */
            assignment: number;
            /** @enum {string} */
            kind: "end";
            /**
             * Format: date
             * @description The last day that it counts.
             */
            on: string;
            reason: string;
        } | {
            is_granted: boolean;
            /** @enum {string} */
            kind: "pack_role";
            pack: string;
            role: string;
            user: string;
        } | {
            /** @enum {string} */
            kind: "reset_password";
            user: string;
        } | {
            /** @enum {string} */
            kind: "reset_second_factor";
            user: string;
        } | {
            /** @enum {string} */
            kind: "disable";
            user: string;
        } | {
            /** Format: date */
            expires_on?: string | null;
            /** @enum {string} */
            kind: "enable";
            user: string;
        } | {
            /** @description Filled in by the program: the issuer that is declared when this is proposed. */
            issuer?: string;
            /** @enum {string} */
            kind: "link_identity";
            /** @description `sub` of the issuer. */
            subject: string;
            user: string;
        } | {
            /** @enum {string} */
            kind: "unlink_identity";
            user: string;
        } | {
            /** @enum {string} */
            kind: "set";
            setting: components["schemas"]["Setting"];
            /** Format: int64 */
            value: number;
        } | {
            agency: components["schemas"]["Agency"];
            before?: components["schemas"]["Agency"] | null;
            /** @enum {string} */
            kind: "agency";
        };
        /** @description What can be proposed, and who may what. */
        AccessGuide: {
            capabilities: components["schemas"]["Named"][];
            /** @description Name of the issuer of log-ins; nothing where the site declares none. */
            issuer?: string | null;
            /** @description Every 办理角色 that a pack declares. */
            pack_roles: components["schemas"]["PackRoleView"][];
            places: components["schemas"]["Named"][];
            roles: components["schemas"]["RoleCard"][];
            settings: components["schemas"]["SettingView"][];
        };
        /** @description The id of a figure of the column is `figures` + `CODE/KEY`. */
        AccountColumn: {
            code: string;
            figures: string;
            /** @description In words. */
            formula: string;
            name: string;
            unit: string;
        };
        AccountRow: {
            key: string;
            /** @description Why, for each value that is missing. */
            missing: (string | null)[];
            name: string;
            /** @description In the order of the columns; nothing where there is no value. */
            values: (string | null)[];
        };
        /** @enum {string} */
        AccountState: "active" | "new" | "locked" | "closed";
        AccountView: {
            /** @description 官方、二手、示例. */
            certainty: string;
            columns: components["schemas"]["AccountColumn"][];
            dataset: components["schemas"]["Dataset"];
            /** @description The formula that stands over the periods; nothing when formulas stand side by side. */
            formula?: string | null;
            formulas: components["schemas"]["Named"][];
            /** @description Whether there is anything to see by place. */
            has_place_totals: boolean;
            is_by_place: boolean;
            note: string;
            /** @description What totals leave out, in words. */
            notes: string[];
            pack: components["schemas"]["Named"];
            period: string;
            period_in_words: string;
            /** @description Periods with data, newest first. */
            periods: string[];
            rows: components["schemas"]["AccountRow"][];
            subject: string;
            subject_code: string;
            /** @description Everything that the pack accounts for. */
            subjects: components["schemas"]["Named"][];
            version: string;
        };
        /** @description What the check of a draft found (表单准入). */
        AdmissionView: {
            /** @description Code of the request once it is stored. */
            code?: string | null;
            countersign?: components["schemas"]["Countersign"] | null;
            /** @description Sentences; a draft with any is not sent. */
            faults: string[];
            field_count: number;
            fields: components["schemas"]["FieldOriginView"][];
            known_count: number;
            /** @description 自动带出 12 项，占 66.7%. */
            reuse_in_words: string;
            /** @description What was counted without knowing; no fault. */
            warnings: string[];
        };
        Agency: {
            /** @description Other words that texts and tables use for it: full name, short name. */
            aliases?: string[];
            /** @description ASCII snake_case, never reused. */
            code: string;
            kind: components["schemas"]["AgencyKind"];
            /** @description Names in the order of their days; the first one has no day before which it did not hold. */
            names: components["schemas"]["DatedName"][];
            /** @description Code of the body it belongs to; a 垂管 body has its own line above and none here. */
            parent?: string | null;
            /** @description Division code of the place whose body it is. */
            place?: string | null;
            successors?: components["schemas"]["Succession"][];
            /** Format: date */
            valid_from?: string | null;
            /**
             * Format: date
             * @description Last day; nothing while it exists.
             */
            valid_to?: string | null;
        };
        /** @description How a body was described before. */
        AgencyChange: {
            agency: components["schemas"]["Agency"];
            /** Format: date-time */
            at: string;
            by: string;
        };
        AgencyEvent: {
            /** @description In Chinese, a whole sentence without its full stop. */
            in_words: string;
            kind: components["schemas"]["AgencyEventKind"];
            /**
             * Format: date
             * @description Nothing for what held from the beginning.
             */
            on?: string | null;
        };
        /** @enum {string} */
        AgencyEventKind: "founded" | "received" | "renamed" | "ended" | "handed_over";
        /** @enum {string} */
        AgencyKind: "city_department" | "party_body" | "vertical" | "county_government" | "zone" | "town" | "enterprise" | "bank" | "research";
        AgencyLoad: {
            agency: string;
            cooperate: components["schemas"]["Figure"];
            is_open: boolean;
            lead: components["schemas"]["Figure"];
            undifferentiated: components["schemas"]["Figure"];
        };
        /** @description One body with what became of it. */
        AgencyPage: {
            agency: components["schemas"]["AgencyView"];
            /** @description How it was written down, newest first. */
            changes: components["schemas"]["AgencyChange"][];
            /** @description Set up, renamed, split, merged, ended, taken over; earliest first. */
            events: components["schemas"]["AgencyEvent"][];
            /** @description Who holds a role for it today. */
            holders: components["schemas"]["RoleHolder"][];
            /**
             * Format: date
             * @description The day that `agency` is told for.
             */
            on: string;
            /** @description Bodies that it took over from. */
            predecessors: components["schemas"]["Named"][];
        };
        /** @description An agency as named in a text, full form restored (省发展改革委、科技厅 → 省科技厅). */
        AgencyRef: {
            /** @description A class such as 市直有关部门 that must be resolved to named agencies (待明确). */
            is_open: boolean;
            name: string;
        };
        /** @description A body as it was on a day. */
        AgencyView: {
            agency: components["schemas"]["Agency"];
            /** @description Who answered on that day for what it was charged with, when it is gone. */
            heirs: components["schemas"]["Named"][];
            /** @description Existed on that day. */
            is_current: boolean;
            kind_in_words: string;
            /** @description The name that held on the day asked for, today where nothing was asked. */
            name: string;
            parent_name?: string | null;
            place_name?: string | null;
        };
        AgreementAct: (components["schemas"]["AgreementTerms"] & {
            /** @enum {string} */
            act: "redraft";
        }) | {
            /** @enum {string} */
            act: "sign";
            place: number;
            terms: string;
        } | {
            /** @enum {string} */
            act: "tell_year";
            basis: string;
            income: string;
            input?: string | null;
            reason?: string | null;
            /** Format: int32 */
            year: number;
        } | {
            /** @enum {string} */
            act: "post_year";
            /** Format: int32 */
            year: number;
        } | {
            /** @enum {string} */
            act: "end";
            reason: string;
        } | {
            /** @enum {string} */
            act: "withdraw";
            reason: string;
        };
        /** @description 草拟. */
        AgreementDraftRequest: components["schemas"]["AgreementTerms"] & {
            dataset?: components["schemas"]["Dataset"] | null;
            /** @description The same key with the same content does nothing a second time. */
            key: string;
            /** @description The next one when it is missing. */
            number?: string | null;
            pack: string;
            row: string;
            rule: string;
        };
        AgreementLogLine: {
            /** Format: date-time */
            at: string;
            by: string;
            /** Format: int64 */
            number: number;
            text: string;
        };
        /** @description The number of an agreement. */
        AgreementNumber: {
            number: string;
        };
        AgreementParty: {
            name: string;
            place: string;
            place_name: string;
        };
        AgreementPhaseView: {
            name: string;
            /** @description Percent, in the order of the parties. */
            shares: string[];
            /**
             * Format: int32
             * @description Without end where nothing is said.
             */
            years?: number | null;
        };
        AgreementPlace: {
            code: string;
            name: string;
        };
        AgreementRequest: components["schemas"]["AgreementAct"] & {
            /** @description The same key with the same content does nothing a second time. */
            key: string;
        };
        AgreementRow: {
            /** Format: date-time */
            drafted_at: string;
            /** Format: date */
            effective_on?: string | null;
            /** @description 安丘市 → 诸城市. */
            giver: string;
            number: string;
            pack_name: string;
            rule_name: string;
            signed: number;
            signers: number;
            stage: string;
            stage_in_words: string;
            taker: string;
            title: string;
        };
        AgreementRule: {
            basis: string;
            certainty_in_words: string;
            code: string;
            /** @description Why the person cannot draft one; nothing when they can. */
            draft_refusal?: string | null;
            name: string;
            pack: string;
            pack_name: string;
            parties: string[];
            phases: components["schemas"]["AgreementPhaseView"][];
            /** @description Whose inputs are paid back first. */
            recovery?: string | null;
            register: string;
            register_name: string;
            /** @description 办理角色 that sign, in the order of the parties, the city last. */
            signers: string[];
        };
        /** @description Rules of transfers that packs declare, and the agreements that the person sees. */
        AgreementShelf: {
            /** @description The newest first. */
            agreements: components["schemas"]["AgreementRow"][];
            dataset: components["schemas"]["Dataset"];
            rules: components["schemas"]["AgreementRule"][];
        };
        /** @description A signature, or the place for one. */
        AgreementSigner: {
            /** Format: date-time */
            at?: string | null;
            by?: string | null;
            /** @description Name of the account. */
            by_name?: string | null;
            /** @description 流出地（安丘市）, 市级. */
            name: string;
            place: number;
            /** @description Why the person cannot sign here now; nothing when they can, or when it is signed. */
            refusal?: string | null;
            /** @description 办理角色. */
            role: string;
        };
        /** @description What is agreed on. */
        AgreementTerms: {
            /** @description Why the phases are not those of the rule. */
            note?: string | null;
            /** @description Those of the rule when they are missing. */
            phases?: components["schemas"]["AgreementPhaseView"][] | null;
            /** @description Division code of the county that takes the row. */
            taker: string;
        };
        /** @description One agreement as a person may see it. */
        AgreementView: {
            /** @description What this person may try: redraft, tell_year, end, withdraw. */
            actions: string[];
            basis: string;
            certainty_in_words: string;
            dataset: components["schemas"]["Dataset"];
            /** Format: date-time */
            drafted_at: string;
            drafted_by: string;
            /** Format: date */
            effective_on?: string | null;
            is_of_rule: boolean;
            ledger?: components["schemas"]["Named"] | null;
            log: components["schemas"]["AgreementLogLine"][];
            /** @description Why the phases are not those of the rule. */
            note: string;
            number: string;
            pack: string;
            pack_name: string;
            pack_version: string;
            parties: components["schemas"]["AgreementParty"][];
            phases: components["schemas"]["AgreementPhaseView"][];
            /** @description Why it ended or was withdrawn. */
            reason: string;
            recovery?: string | null;
            register: string;
            register_name: string;
            row: string;
            rule_code: string;
            rule_name: string;
            rules: components["schemas"]["RuleLine"][];
            signers: components["schemas"]["AgreementSigner"][];
            stage: string;
            stage_in_words: string;
            standing: components["schemas"]["RowStanding"];
            /** @description Names the text as it stands; whoever signs sends it back. */
            terms: string;
            title: string;
            unit: string;
            years: components["schemas"]["AgreementYearView"][];
            /** @description Why years cannot be split; nothing when they can. */
            years_refused?: string | null;
        };
        AgreementYearView: {
            /** Format: date-time */
            at: string;
            basis: string;
            by: string;
            income: components["schemas"]["Figure"];
            input: string;
            /** @description Whether an entry is due: none was made, or its amounts are no longer those of the year. */
            is_due: boolean;
            /** @description Nothing before the first and after the last phase. */
            phase?: string | null;
            /**
             * Format: int64
             * @description Number of the last entry in the ledger.
             */
            posted?: number | null;
            reason: string;
            recovered: components["schemas"]["Figure"];
            /** @description In the order of the parties. */
            shares: components["schemas"]["Figure"][];
            /** @description To be paid back in later years. */
            unrecovered: components["schemas"]["Figure"];
            unshared: components["schemas"]["Figure"];
            /** Format: int32 */
            year: number;
        };
        AllocationEventView: {
            actor: string;
            /** Format: date-time */
            at: string;
            note?: string | null;
            state_in_words: string;
        };
        AllocationFactorView: {
            code: string;
            name: string;
            total: string;
            unit: string;
            weight: string;
        };
        AllocationFreezeRequest: {
            allocation: string;
            budget?: string | null;
            /** @description The document that the budget was handed down by; needed where a budget was put in. */
            budget_basis?: string | null;
            dataset: components["schemas"]["Dataset"];
            /**
             * Format: date-time
             * @description The instant of the dry run that is frozen.
             */
            known_by: string;
            pack: string;
            period: string;
            reason?: string | null;
            /** Format: int64 */
            replaces?: number | null;
            version: string;
        };
        AllocationIssueRequest: {
            /** @description Name and number of the document that hands it down. */
            document: string;
            /** @description The state on the screen of the one who asks. */
            seen: string;
        };
        /** @description A run in the ledger of its pack. */
        AllocationLedgerView: {
            ledger: string;
            name: string;
            pack: string;
            /** @description Why it cannot be posted; nothing when it can. */
            post?: string | null;
            /**
             * Format: int64
             * @description The voucher that posted it; nothing while it is not posted, or was taken back as a whole.
             */
            seq?: number | null;
        };
        AllocationPostRequest: {
            /** @description Number of the decision. */
            document: string;
            /**
             * Format: date
             * @description Nothing: today.
             */
            effective?: string | null;
        };
        /** @description Which allocation: a frozen run by its number, or the rules and facts of a period. Missing parts take defaults. */
        AllocationQuestion: {
            /** @description The first of the pack by default. */
            allocation?: string | null;
            /** @description The budget that was handed down; that of the pack by default. */
            budget?: string | null;
            dataset?: components["schemas"]["Dataset"] | null;
            /**
             * Format: date-time
             * @description With what was known then; now by default.
             */
            known_by?: string | null;
            pack?: string | null;
            /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
            period?: string | null;
            /**
             * Format: int64
             * @description Number of a frozen run; the rest does not matter then.
             */
            run?: number | null;
            /** @description The one in force in the period by default. */
            version?: string | null;
        };
        /** @description An allocation that can be run, with what was frozen of it. */
        AllocationRow: {
            allocation: components["schemas"]["Named"];
            basis: string;
            certainty: string;
            demo_periods: string[];
            pack: components["schemas"]["Named"];
            /** @description Periods with data in that dataset, newest first. */
            real_periods: string[];
            /** @description Newest first. */
            runs: components["schemas"]["AllocationRunView"][];
            subject: string;
            versions: string[];
        };
        /** @description A frozen run and where it stands. */
        AllocationRunView: {
            allocation: string;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** @description SHA-256 of cut and outcome. */
            cut: string;
            dataset: components["schemas"]["Dataset"];
            events: components["schemas"]["AllocationEventView"][];
            /** Format: int64 */
            id: number;
            /** @description Why it cannot be handed down; nothing when it can. */
            issue?: string | null;
            ledger?: components["schemas"]["AllocationLedgerView"] | null;
            outcome: string;
            pack: string;
            period: string;
            reason?: string | null;
            /** Format: int64 */
            replaces?: number | null;
            state: string;
            /** @description 已冻结、已下达、已被替换. */
            state_in_words: string;
            version: string;
        };
        AllocationView: {
            allocation: components["schemas"]["Named"];
            basis: string;
            budget: components["schemas"]["BudgetView"];
            certainty: string;
            dataset: components["schemas"]["Dataset"];
            factors: components["schemas"]["AllocationFactorView"][];
            /** @description What ids of figures begin with. */
            figures: string;
            given: string;
            grants: components["schemas"]["GrantView"][];
            has_base: boolean;
            has_cap: boolean;
            has_floor: boolean;
            is_by_place: boolean;
            /** Format: date-time */
            known_by: string;
            map_approval?: string | null;
            note: string;
            outside: components["schemas"]["Named"][];
            pack: components["schemas"]["Named"];
            parameters: components["schemas"]["ParameterUsedView"][];
            period: string;
            period_in_words: string;
            proof: components["schemas"]["ProofView"][];
            /** @description Why nothing is allocated, with the rules that contradict each other; the outcome is empty then. */
            refused?: string | null;
            /** @description The rules in words. */
            rules: components["schemas"]["RuleLine"][];
            run?: components["schemas"]["AllocationRunView"] | null;
            /**
             * Format: int64
             * @description The run that stands for this period, of a dry run.
             */
            standing?: number | null;
            subject: string;
            /** @description Parameters with one number, which a supposition may change. */
            supposable: components["schemas"]["SupposableView"][];
            /** @description Nothing when all is handed out. */
            surplus?: string | null;
            unit: string;
            version: string;
        };
        AnalysisColumnView: {
            is_number: boolean;
            name: string;
            unit: string;
        };
        /** @description One analysis of the newest version of a pack. */
        AnalysisEntry: {
            analysis: components["schemas"]["Named"];
            basis: string;
            certainty: string;
            method: string;
            pack: components["schemas"]["Named"];
            subject: string;
            version: string;
        };
        AnalysisFigureView: {
            name: string;
            note: string;
            value?: string | null;
        };
        AnalysisGapView: {
            key: string;
            name: string;
            reason: string;
        };
        AnalysisRowView: {
            /** @description In the order of the columns; nothing where there is none. */
            cells: (string | null)[];
            key: string;
            name: string;
            reasons: string[];
        };
        AnalysisTableView: {
            columns: string[];
            name: string;
            rows: (string | null)[][];
        };
        /** @description The id of the result of a subject is `figures` + KEY. */
        AnalysisView: {
            analyses: components["schemas"]["Named"][];
            analysis: components["schemas"]["Named"];
            basis: string;
            /** @description 官方、二手、示例. */
            certainty: string;
            columns: components["schemas"]["AnalysisColumnView"][];
            conventions: string[];
            dataset: components["schemas"]["Dataset"];
            definition: string;
            /** @description What ids of results begin with. */
            figure_root: string;
            figures: components["schemas"]["AnalysisFigureView"][];
            is_of_places: boolean;
            left_out: components["schemas"]["AnalysisGapView"][];
            /** @description What was done, in words. */
            method: string;
            note: string;
            pack: components["schemas"]["Named"];
            parameters: string[];
            period: string;
            period_in_words: string;
            /** @description Periods with data, newest first. */
            periods: string[];
            /** @description Why there is no result; nothing when there is one. */
            refused?: string | null;
            rows: components["schemas"]["AnalysisRowView"][];
            subject: string;
            tables: components["schemas"]["AnalysisTableView"][];
            version: string;
        };
        AnswerRequest: {
            accept: boolean;
            note: string;
            /** @description What the value becomes, where the evidence shows something else than was claimed. */
            value?: string | null;
        };
        AnswerUpload: {
            /**
             * Format: binary
             * @description csv or xlsx laid out like the template, at most 50 MiB.
             */
            file: string;
        };
        AnswerView: {
            actor: string;
            /** Format: date-time */
            at: string;
            is_accepted: boolean;
            note: string;
            /**
             * Format: int64
             * @description The corrected run.
             */
            run?: number | null;
        };
        /** @enum {string} */
        Approach: "below" | "above";
        /** @description The frame of every status page: as of when, with which rule, from which data. */
        AsOfView: {
            /** Format: date */
            as_of: string;
            dataset: components["schemas"]["Dataset"];
            /** Format: date-time */
            known_by: string;
            preset: components["schemas"]["StatusPreset"];
        };
        Assignment: {
            /** @description Code of the body that the role is held for. */
            agency?: string | null;
            /** @description Stands in for this user; such an assignment has a last day. */
            deputy_of?: string | null;
            /** @description Division code of the place that the role is held for. */
            place?: string | null;
            role: components["schemas"]["Role"];
            user: string;
            /** Format: date */
            valid_from: string;
            /**
             * Format: date
             * @description Last day; nothing while open.
             */
            valid_to?: string | null;
        };
        AssignmentView: {
            /** @description Codes of what it is held for. */
            agency?: string | null;
            deputy_of?: string | null;
            /** @description Why it ended before its last day. */
            end_reason?: string | null;
            /**
             * Format: int64
             * @description Days left, when they are few and nothing follows.
             */
            ends_in_days?: number | null;
            granted_by: string;
            /** Format: int64 */
            id: number;
            /** @description 县市区联络员（寿光市）. */
            in_words: string;
            is_in_force: boolean;
            place?: string | null;
            role: components["schemas"]["Role"];
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string | null;
        };
        AuditPage: {
            entries: components["schemas"]["AuditView"][];
            /** @description `cursor` of the page behind this one; nothing at the end. */
            next?: string | null;
        };
        AuditView: {
            /** @description In Chinese: 导入方案, 更正目标 T03, 生成通报. */
            action: string;
            actor: string;
            /** Format: date-time */
            at: string;
            note?: string | null;
            object: string;
            /** Format: int64 */
            seq: number;
        };
        /** @description Accept several answers of one request at once. */
        BatchAccept: {
            /** @description Codes of the parties. */
            respondents: string[];
        };
        BatchReply: {
            /** @description So many were accepted, or returned. */
            done: number;
            /** @description Respondent and why not. */
            refused: string[];
        };
        /** @description Return several answers of one request at once. */
        BatchReturn: {
            /** @description The same for all. */
            reason: string;
            /** @description Codes of the parties. */
            respondents: string[];
        };
        /** @description One of the three. */
        BehindItem: {
            /**
             * Format: date
             * @description The last day of the target, where the plan says one.
             */
            due?: string | null;
            /** @description 2025-12-31 到期，还有 61 天. */
            due_in_words: string;
            /** @description 主牵头单位, where one is named. */
            owner?: string | null;
            row: components["schemas"]["TargetRowView"];
            /** @description Title and publisher of the source of the figure, with its period. */
            source?: string | null;
            /** @description Why it is behind, as the rule found it. */
            why: string;
            /** @description What the responsible bodies wrote about it, newest first, at most two. */
            words: components["schemas"]["TaskWords"][];
        };
        /** @enum {string} */
        Bound: "at_least" | "at_most" | "equal" | "about";
        BudgetView: {
            amount: string;
            /** @description Whether somebody put it in instead of that of the pack. */
            is_entered: boolean;
            /** @description 参数“新增限额总额”（示例），or 录入，with the document. */
            source: string;
        };
        BulletinFigure: {
            /** @description `model::FigureId`. */
            id: string;
            /** @description S001 in the document. */
            short: string;
            text: string;
        };
        /** @description A file that was made and stored together with its bulletin. */
        BulletinFileView: {
            /** @description SHA-256. */
            digest: string;
            /** @description `docx`, `pdf`, `xlsx`. */
            kind: string;
            name: string;
            /** @description Version of the program that made it. */
            program: string;
            /** Format: int64 */
            size: number;
        };
        /** @description The stored files held against what this program makes of the same cut. */
        BulletinRebuild: {
            files: components["schemas"]["RebuiltFile"][];
            /** Format: int64 */
            id: number;
            /** @description Version of the program that compares. */
            program: string;
        };
        BulletinRequest: {
            /** @description 主送机关; those of the plan by default. */
            addressee?: string | null;
            /** Format: date */
            as_of?: string | null;
            /** @description 抄送机关. */
            copy_to?: string | null;
            dataset?: components["schemas"]["Dataset"] | null;
            /**
             * Format: date
             * @description 成文日期; today by default.
             */
            date?: string | null;
            /** @description 发文机关; the document says that it is to be filled in when missing. */
            issuer?: string | null;
            /** @description Indicator of the map; the one with the most published county values by default. */
            map_indicator?: string | null;
            /** @description 发文字号; 「〔〕号」 left open when missing. */
            number?: string | null;
            /** @description Code of a frozen period: written from its figures, as they were known when it was frozen. */
            period_cut?: string | null;
            preset?: string | null;
            /** @description 印发机关; with it, or with 抄送, the document has a 版记. */
            printed_by?: string | null;
            /**
             * Format: date
             * @description 印发日期; the date of the document by default.
             */
            printed_on?: string | null;
            rounding?: components["schemas"]["RoundingChoice"] | null;
        };
        BulletinView: {
            /** Format: date */
            as_of: string;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** @description SHA-256 of the frozen cut. */
            cut: string;
            dataset: components["schemas"]["Dataset"];
            /** @description Short id in the document → what it is. */
            figures: components["schemas"]["BulletinFigure"][];
            /** @description As made on that day; none for a bulletin from before files were kept. */
            files: components["schemas"]["BulletinFileView"][];
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            known_by: string;
            number?: string | null;
            plan: string;
            title: string;
            /** @description What the document leaves open, as it says itself: 发文机关. */
            to_fill: string[];
        };
        /** @description 本月填报负担 of one respondent. */
        BurdenView: {
            field_count: number;
            known_count: number;
            /** Format: int64 */
            minutes: number;
            request_count: number;
            respondent: components["schemas"]["Party"];
            /** @description 66.7%; — when nothing is asked. */
            reuse_in_words: string;
        };
        /** @description Told once. */
        CalendarAddress: {
            /** @description Behind the address of this server. */
            path: string;
        };
        CalendarFeedView: {
            /**
             * Format: date-time
             * @description Nothing where the account has no address.
             */
            made_at?: string | null;
        };
        CallPriceView: {
            /** Format: int64 */
            bought: number;
            /** Format: int64 */
            imbalance: number;
            is_chosen: boolean;
            price: string;
            /** Format: int64 */
            sold: number;
            /** Format: int64 */
            volume: number;
        };
        /**
         * @description What can be done, as routes and use cases ask for it.
         * @enum {string}
         */
        Capability: "own_account" | "read_published" | "read_internal" | "edit_plan" | "enter_data" | "import_data" | "enter_statistics" | "edit_register" | "take_step" | "evaluate" | "allocate" | "object" | "write_bulletin" | "give_consent" | "read_consented" | "read_aggregates" | "trade" | "follow_instruction" | "read_log" | "read_accounts" | "propose_accounts" | "approve_accounts";
        CaseAct: {
            /** @enum {string} */
            act: "announce";
            /** Format: date-time */
            closes: string;
            /** Format: date */
            notice_last: string;
            /** Format: date-time */
            opens: string;
        } | {
            /** @enum {string} */
            act: "register";
            bidder: string;
            code?: string | null;
            priority?: string | null;
        } | {
            /** @enum {string} */
            act: "qualify";
            bidder: string;
            is_accepted: boolean;
            reason: string;
        } | {
            /** @enum {string} */
            act: "deposit";
            bidder: string;
            refused?: string | null;
        } | {
            /** @enum {string} */
            act: "bid";
            price: string;
        } | {
            /** @enum {string} */
            act: "commit";
            digest: string;
        } | {
            /** @enum {string} */
            act: "open";
            price: string;
            salt: string;
        } | {
            /** @enum {string} */
            act: "order";
            is_buying: boolean;
            price: string;
            /** Format: int64 */
            quantity: number;
        } | {
            /** @enum {string} */
            act: "cancel_order";
            order: string;
        } | {
            /** @enum {string} */
            act: "agree";
            bidder: string;
            price: string;
        } | {
            /** @enum {string} */
            act: "draw";
        } | {
            /** @enum {string} */
            act: "answer_priority";
            is_exercised: boolean;
        } | {
            /** @enum {string} */
            act: "object";
            by: string;
            text: string;
        } | {
            /** @enum {string} */
            act: "answer_objection";
            is_upheld: boolean;
            number: number;
            text: string;
        } | {
            /** @enum {string} */
            act: "settle";
        } | {
            /** @enum {string} */
            act: "default";
            reason: string;
        } | {
            /** @enum {string} */
            act: "withdraw";
            reason: string;
        } | {
            /** @enum {string} */
            act: "terminate";
            reason: string;
        } | {
            /** @enum {string} */
            act: "suspend";
            reason: string;
        } | {
            /** @enum {string} */
            act: "resume";
        };
        CaseBid: {
            /** Format: date-time */
            at: string;
            bidder: string;
            has_extended: boolean;
            is_mine: boolean;
            price: string;
        };
        CaseBidder: {
            /** @description The account of the ledger that would be held, for who conducts the trade; or that there is none. */
            account?: string | null;
            /** @description For who conducts the trade and the bidder themselves. */
            code?: string | null;
            deposit: string;
            is_deposit_waiting: boolean;
            /** @description Waits for the review, or for the deposit. */
            is_waiting: boolean;
            /** @description 1号竞买人 for those who may not know the name yet. */
            label: string;
            /** @description Nothing for those who may not know it yet. */
            name?: string | null;
            /** @description From 1, by registration. */
            place: number;
            priority?: string | null;
            review: string;
        };
        CaseLogLine: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            number: number;
            text: string;
        };
        /** @description The number of a case. */
        CaseNumber: {
            number: string;
        };
        CaseObjection: {
            answer?: string | null;
            by: string;
            is_upheld?: boolean | null;
            number: number;
            text: string;
        };
        CaseOpenRequest: {
            dataset?: components["schemas"]["Dataset"] | null;
            exchange: string;
            floor?: string | null;
            /** @description Given by the server when empty. */
            number?: string | null;
            pack: string;
            quantity?: string | null;
            row: string;
            seller?: string | null;
            seller_code?: string | null;
            /** @description Only what no field of the register says. */
            title?: string | null;
        };
        CaseOrder: {
            bidder: string;
            /** Format: int64 */
            filled?: number | null;
            id: string;
            is_buying: boolean;
            is_cancelled: boolean;
            is_mine: boolean;
            price: string;
            /** Format: int64 */
            quantity: number;
            reason: string;
        };
        /** @description How far a case is: whoever waits learns that something happened. */
        CasePulse: {
            /** Format: date-time */
            now: string;
            /** Format: int64 */
            version: number;
        };
        /** @description What somebody wants done in a case. */
        CaseRequest: components["schemas"]["CaseAct"] & {
            /** @description The same key with the same content does nothing a second time. */
            key: string;
        };
        CaseRow: {
            /** @description Until when something can be done now, in words. */
            deadline?: string | null;
            exchange_name: string;
            floor: string;
            is_suspended: boolean;
            number: string;
            /** Format: date-time */
            opened_at: string;
            phase: string;
            phase_in_words: string;
            /** @description Who got it at what price, in words. */
            result?: string | null;
            seller: string;
            title: string;
            unit: string;
        };
        /** @description 交易项目: kinds of trades that packs declare, and the cases there are. */
        CaseShelf: {
            /** @description The newest first. */
            cases: components["schemas"]["CaseRow"][];
            dataset: components["schemas"]["Dataset"];
            exchanges: components["schemas"]["ExchangeRow"][];
        };
        CaseTurn: {
            answer?: string | null;
            bidder: string;
            is_asked: boolean;
        };
        /** @description A case as one person sees it now. */
        CaseView: {
            /** @description Codes of what this person may do now. */
            actions: string[];
            basis: string;
            bidders: components["schemas"]["CaseBidder"][];
            /** @description The newest first. */
            bids: components["schemas"]["CaseBid"][];
            call_prices: components["schemas"]["CallPriceView"][];
            call_result?: string | null;
            certainty_in_words: string;
            /** Format: date-time */
            closes?: string | null;
            dataset: components["schemas"]["Dataset"];
            deposit?: string | null;
            exchange: string;
            exchange_name: string;
            /** @description How often the end of bidding was moved. */
            extensions: number;
            failure?: string | null;
            /** @description 底价 or 参考价, of a unit. */
            floor: string;
            floor_total: string;
            has_certificate: boolean;
            /** @description The least that would be accepted now. */
            least?: string | null;
            /** @description Code of the ledger of the pack that carries deposits and settlement; nothing where money is paid outside. */
            ledger?: string | null;
            /** @description What happened, the newest first; nothing that is still sealed. */
            log: components["schemas"]["CaseLogLine"][];
            /** @description `ascending`, `sealed` or `call`. */
            method: string;
            method_in_words: string;
            mine?: components["schemas"]["MyPart"] | null;
            /** @description How money is dealt with. */
            money_note: string;
            /** Format: date */
            notice_last?: string | null;
            /**
             * Format: date-time
             * @description Of the server; what is left is counted from it.
             */
            now: string;
            number: string;
            objections: components["schemas"]["CaseObjection"][];
            /** Format: date */
            objections_until?: string | null;
            opened: number;
            /** Format: date-time */
            opening_until?: string | null;
            /** Format: date-time */
            opens?: string | null;
            order_count: number;
            /** @description Own orders until the call is over; all of them, with what came of each, afterwards. */
            orders: components["schemas"]["CaseOrder"][];
            pack: string;
            pack_name: string;
            pack_version: string;
            phase: string;
            phase_in_words: string;
            /** Format: date-time */
            priority_until?: string | null;
            quantity: string;
            register: string;
            /** Format: int32 */
            round: number;
            row: string;
            /** @description The rules in words, as the page of the pack tells them. */
            rules: components["schemas"]["RuleLine"][];
            /** @description Sealed bids that were handed in, and how many are open. */
            sealed: number;
            /** @description With which anybody can draw again. */
            seed?: string | null;
            seller: string;
            settlement_refused?: string | null;
            step?: string | null;
            suspended?: string | null;
            title: string;
            turns: components["schemas"]["CaseTurn"][];
            unit: string;
            /**
             * Format: int64
             * @description Number of the last event.
             */
            version: number;
            winner?: components["schemas"]["CaseWinner"] | null;
        };
        CaseWinner: {
            bidder: string;
            ground: string;
            price: string;
            total: string;
        };
        /** @description A cell as the browser saves it. */
        CellDraft: {
            /** Format: int64 */
            base: number;
            field: string;
            /** @description Pasted from a table. */
            is_pasted?: boolean;
            note?: string | null;
            /** @description As typed; empty clears the cell. */
            value: string;
        };
        CellView: {
            note?: string | null;
            points?: string | null;
            reference?: string | null;
            score?: string | null;
            value?: string | null;
        };
        /** @description How sure the places are. */
        CertaintyView: {
            /** Format: double */
            confidence: number;
            /**
             * Format: double
             * @description Deviation of the relative error of each value: 0.01 is a hundredth.
             */
            data_error: number;
            pools: components["schemas"]["PoolCertaintyView"][];
            runs: number;
            /** Format: int64 */
            seed: number;
            /**
             * Format: double
             * @description How far each weight went up or down: 0.2 is a fifth.
             */
            share: number;
        };
        /** @enum {string} */
        ChangeKind: "added" | "removed" | "moved" | "changed" | "renumbered";
        /** @enum {string} */
        ChangedField: "title" | "document_number" | "issuer" | "date" | "term" | "clause" | "agency" | "main_lead" | "indicator" | "comparator" | "value" | "unit" | "period" | "places" | "strength";
        /** @description What differs between two outcomes. */
        ChangesView: {
            after: string;
            before: string;
            /** @description Subjects that both rank. */
            compared: number;
            /** @description Spearman's correlation of places over the subjects that both rank; nothing for fewer than three. */
            correlation?: string | null;
            /** @description Benchmarks of a pool that moved: 单位用地税收的基准值 10.2 → 10.4. */
            references: string[];
            subjects: components["schemas"]["SubjectChangeView"][];
            /** @description How many of each cause, in words, the most important first. */
            summary: string[];
        };
        /** @description A part of the plan that one person can check, and how far it is. */
        ChapterView: {
            checked: number;
            checker?: components["schemas"]["Person"] | null;
            /** Format: date-time */
            claimed_at?: string | null;
            /** @description Looked at and left open (待定). */
            deferred: number;
            /** @description Id of the heading; empty for what stands before the first one. */
            id: string;
            title: string;
            total: number;
        };
        ClaimRequest: {
            chapter: string;
            /** @description User name; nothing gives the chapter back. */
            checker?: string | null;
            /** @description Who held it on the screen. */
            seen?: string | null;
        };
        ClockView: {
            /** Format: date */
            due: string;
            name: string;
            state: string;
            state_in_words: string;
        };
        /** @description The clocks of instructions in words, as the city's rules set them. */
        ClockWords: {
            all: string;
            major: string;
            ordinary: string;
        };
        CodeRequest: {
            /** @description Six digits. */
            code: string;
            /** @description The own password; asked for when a factor counts already. */
            password?: string | null;
        };
        /** @description The codes and names that a draft chooses from. */
        CollectionChoices: {
            agencies: components["schemas"]["Party"][];
            clocks: components["schemas"]["ClockWords"];
            counties: components["schemas"]["Party"][];
            indicators: components["schemas"]["IndicatorChoice"][];
        };
        /** @description 工作台 of the cycle: what waits for this person. */
        CollectionDesk: {
            burden_note: string;
            burdens: components["schemas"]["BurdenView"][];
            /** @description 减负意见, as far as the person may see them, newest first. */
            complaints: components["schemas"]["ComplaintView"][];
            done: components["schemas"]["FilingSummary"][];
            is_planner: boolean;
            notices: components["schemas"]["NoticeView"][];
            parties: components["schemas"]["Party"][];
            requests: components["schemas"]["RequestSummary"][];
            to_approve: components["schemas"]["RequestSummary"][];
            /** @description 分歧 to be decided, objections of joint leads among them. */
            to_decide: components["schemas"]["FilingSummary"][];
            to_fill: components["schemas"]["FilingSummary"][];
            to_review: components["schemas"]["FilingSummary"][];
            /** @description 待会签. */
            to_sign: components["schemas"]["FilingSummary"][];
            /** @description What the calendar does not know and how it is counted meanwhile. */
            warnings: string[];
        };
        /** @enum {string} */
        Comparator: "at_least" | "at_most" | "equal" | "about" | "between" | "increase_by";
        ComparedItem: components["schemas"]["ItemChange"] & {
            /** @description Number of the clause, in the new version where it is there. */
            clause: string;
            new?: string | null;
            /** @description What the item says in either version, in one line. */
            old?: string | null;
            /** @description Words of the clause that came and went; empty where nothing changed or a text is missing. */
            wording: components["schemas"]["WordingPiece"][];
        };
        /** @description Shape of the form, for the document only; `Upload` reads it. */
        ComparisonForm: {
            /**
             * Format: binary
             * @description Official text that takes the side that is not named: txt, docx, pdf with a text layer or html, at most 50 MiB.
             */
            file: string;
            /** @description The new version, when the file is the old one. */
            new?: string | null;
            /** @description The old version, when the file is the new one. */
            old?: string | null;
        };
        /** @description Two versions side by side. */
        ComparisonView: {
            metadata: components["schemas"]["FieldChange"][];
            new: components["schemas"]["VersionView"];
            old: components["schemas"]["VersionView"];
            targets: components["schemas"]["ComparedItem"][];
            tasks: components["schemas"]["ComparedItem"][];
        };
        /** @description What the planning section says to it. */
        ComplaintAnswer: {
            /** @description 采纳: the request is to be narrowed or withdrawn; otherwise it stays, and the opinion says why. */
            is_accepted: boolean;
            opinion: string;
        };
        /** @description What a county says of a request. */
        ComplaintDraft: {
            /** @description Code of the county; the actor's own where it is one of the respondents and nothing is said. */
            county?: string | null;
            /** @description Codes of fields; empty for the whole form. */
            fields?: string[];
            /** @description The body that asks is not told which county it is. */
            is_anonymous?: boolean;
            kind: components["schemas"]["ComplaintKind"];
            reason: string;
        };
        /** @enum {string} */
        ComplaintKind: "duplicate" | "burden" | "unfounded";
        ComplaintView: {
            /** Format: date-time */
            answered_at?: string | null;
            /** Format: date-time */
            at: string;
            /** @description Told in the county and in the planning section alone. */
            by?: string | null;
            code: string;
            /**
             * Format: int64
             * @description From the day on which it was said to the answer, or to today.
             */
            days_unanswered: number;
            /** @description Names of fields; empty for the whole form. */
            fields: string[];
            from?: components["schemas"]["Party"] | null;
            is_anonymous: boolean;
            kind_in_words: string;
            may_answer: boolean;
            opinion?: string | null;
            reason: string;
            request: string;
            requester: string;
            /** @description open, accepted, settled, explained. */
            state: string;
            state_in_words: string;
            title: string;
            /**
             * Format: int64
             * @description 1 once it is answered; the `ETag`.
             */
            version: number;
        };
        /** @description A disagreement between sources, kept open to view. */
        Conflict: {
            handling: string;
            indicator: string;
            period: string;
            place: string;
            reading: string;
            sources: string;
            values: string;
        };
        /** @description Values of one thing that sources give differently, with how that is handled. */
        ConflictView: {
            conflict: components["schemas"]["Conflict"];
            values: components["schemas"]["Figure"];
        };
        /** @description All enterprises together, as those are told who see no single one. */
        ConsentAggregates: {
            basis: string;
            certainty_in_words: string;
            dataset: components["schemas"]["Dataset"];
            group_min: number;
            /** @description Whether some have no label. */
            has_open: boolean;
            item: string;
            items: components["schemas"]["Named"][];
            pack_name: string;
            period: string;
            period_in_words: string;
            periods: string[];
            tables: components["schemas"]["ConsentTable"][];
            /** @description Enterprises with a label; nothing where there are too few to be told. */
            total?: number | null;
            version: string;
        };
        ConsentFactor: {
            document: string;
            name: string;
            validity: string;
        };
        ConsentGroup: {
            count: number;
            name: string;
            sums: string[];
        };
        ConsentHeld: {
            /** @description Code of the body. */
            firm: string;
            period: string;
            period_in_words: string;
        };
        /** @description What can be shown, and for which years the enterprise has a row. */
        ConsentItemView: {
            code: string;
            held: components["schemas"]["ConsentHeld"][];
            name: string;
            /** @description Names of the label and of the results. */
            results: string[];
        };
        ConsentLookView: {
            /** Format: date-time */
            at: string;
            is_refused: boolean;
            what: string;
            who: string;
        };
        /** @description Declared results about one enterprise. */
        ConsentReport: {
            basis: string;
            certainty_in_words: string;
            consent?: components["schemas"]["ConsentTerms"] | null;
            dataset: components["schemas"]["Dataset"];
            /** @description Versions of the factors and limits that decided the results, without their values. */
            factors: components["schemas"]["ConsentFactor"][];
            firm: string;
            item: string;
            /** @description 统一社会信用代码. */
            key: string;
            label: components["schemas"]["ConsentResult"];
            note: string;
            pack_name: string;
            period_in_words: string;
            results: components["schemas"]["ConsentResult"][];
            version: string;
        };
        /** @description What an enterprise agrees to. */
        ConsentRequest: {
            bank: string;
            dataset: components["schemas"]["Dataset"];
            /** @description Code of the own body. */
            firm: string;
            /** Format: date */
            first_day: string;
            item: string;
            /** Format: date */
            last_day: string;
            period: string;
            purpose: string;
        };
        ConsentResult: {
            basis: string;
            name: string;
            unit: string;
            /** @description 「—」 where there is none. */
            value: string;
        };
        /** @description The page of an enterprise: what it may agree to, what it agreed to, who looked. */
        ConsentShelf: {
            /** @description Financial bodies that may be named. */
            banks: components["schemas"]["Named"][];
            basis: string;
            /** @description The newest first. */
            consents: components["schemas"]["ConsentView"][];
            dataset: components["schemas"]["Dataset"];
            /** Format: int64 */
            days_default: number;
            /** Format: int64 */
            days_max: number;
            /** @description Bodies that the person acts for. */
            firms: components["schemas"]["Named"][];
            items: components["schemas"]["ConsentItemView"][];
            purposes: components["schemas"]["PurposeView"][];
            /** Format: date */
            today: string;
        };
        ConsentTable: {
            /** @description What was told together, or why nothing is told. */
            note?: string | null;
            rows: components["schemas"]["ConsentGroup"][];
            /** @description Name and unit of each sum. */
            sums: string[];
            title: string;
        };
        ConsentTerms: {
            bank: string;
            /** Format: date */
            first_day: string;
            /** Format: int64 */
            id: number;
            /** Format: date */
            last_day: string;
            purpose: string;
        };
        ConsentView: {
            bank: string;
            /** Format: int64 */
            days_left?: number | null;
            firm: string;
            /** Format: date */
            first_day: string;
            /** Format: date-time */
            given_at: string;
            given_by: string;
            /** Format: int64 */
            id: number;
            item: string;
            /** Format: date */
            last_day: string;
            /** Format: int64 */
            look_count: number;
            /** @description 谁在何时看过, the newest first. */
            looks: components["schemas"]["ConsentLookView"][];
            period_in_words: string;
            purpose: string;
            /** @description `waiting`, `valid`, `withdrawn`, `over`. */
            state: string;
            state_in_words: string;
            /** Format: date-time */
            withdrawn_at?: string | null;
            withdrawn_why?: string | null;
        };
        ConsentedRow: {
            /** Format: int64 */
            days_left?: number | null;
            firm: string;
            /** Format: date */
            first_day: string;
            /** Format: int64 */
            id: number;
            item: string;
            /** @description Nothing where the consent does not hold, or where there is no result. */
            label?: string | null;
            label_name: string;
            /** Format: date */
            last_day: string;
            period_in_words: string;
            purpose: string;
            /** @description Why it cannot be looked at. */
            refusal?: string | null;
            state: string;
            state_in_words: string;
        };
        /** @description The page of a bank: enterprises that agreed. */
        ConsentedShelf: {
            bodies: string[];
            dataset: components["schemas"]["Dataset"];
            /** @description Those that hold first, then the newest. */
            rows: components["schemas"]["ConsentedRow"][];
        };
        ContestView: {
            /** @description Why the reviewer keeps to the return. */
            answer?: string | null;
            by: string;
            reason: string;
            /** @description 待审核单位答复, 待裁定. */
            state_in_words: string;
        };
        /** @description A suggested correction of the text (漏字、大小写), listed beside it. */
        Correction: {
            /** @description In Chinese, for the person who checks. */
            reason: string;
            span: components["schemas"]["Span"];
            suggestion: string;
            text: string;
        };
        /** @description 会签: the main lead (主牵头) of a task hands in one report, the joint leads (联合牵头) confirm it. */
        Countersign: {
            /** @description The respondent whose answer is confirmed. */
            lead: components["schemas"]["Party"];
            /** @description In the order of the plan; never the reviewer, whose acceptance is its word. */
            signers: components["schemas"]["Party"][];
        };
        /** @description 县市区 page. */
        CountyView: {
            conflicts: components["schemas"]["ConflictView"][];
            frame: components["schemas"]["AsOfView"];
            neighbours: components["schemas"]["Place"][];
            place: components["schemas"]["Place"];
            plan: components["schemas"]["PlanSummary"];
            /** @description Value of the latest full year, or else the latest one, per indicator: those that the plan sets targets for first. */
            profile: components["schemas"]["ProfileRow"][];
            rankings: components["schemas"]["RankingEntry"][];
            target_total: components["schemas"]["Figure"];
            /** @description Targets set for this county. */
            targets: components["schemas"]["TargetRowView"][];
            task_total: components["schemas"]["Figure"];
            /** @description Tasks whose clause names it. */
            tasks: components["schemas"]["TaskRowView"][];
            townships: components["schemas"]["Figure"];
        };
        /** @description Whether one subject meets one criterion, and how far it is from it. */
        CriterionView: {
            /** @description 佐证材料. */
            evidence: string;
            /** @description How much is lacking; nothing when it is met or not known. */
            gap?: string | null;
            name: string;
            /** @description 达到、未达到、待查. */
            state: string;
            threshold?: string | null;
            unit: string;
            value?: string | null;
        };
        /** @description 冻结数据: the figures of a period as they were known at an instant. */
        CutView: {
            code: string;
            /** @description How many figures. */
            count: number;
            dataset: components["schemas"]["Dataset"];
            /** @description SHA-256. */
            digest: string;
            /** Format: date-time */
            frozen_at: string;
            frozen_by: string;
            /** @description The figures of today, as they were known then, give the same digest. */
            is_intact: boolean;
            may_reopen: boolean;
            period: string;
            period_in_words: string;
            reason?: string | null;
            /** Format: date-time */
            reopened_at?: string | null;
            reopened_by?: string | null;
            /**
             * Format: int64
             * @description 0 as it was frozen, 1 once it was reopened; goes back as `If-Match`.
             */
            version: number;
        };
        /**
         * @description How far a thing may be seen. Nothing here is a state secret: the system is not for those.
         * @enum {string}
         */
        DataClass: "public" | "internal" | "sensitive";
        /**
         * @description Which body of data a value belongs to. The two are never mixed in one figure.
         * @enum {string}
         */
        Dataset: "real" | "demo";
        DatedName: {
            name: string;
            /**
             * Format: date
             * @description Nothing for the first name.
             */
            since?: string | null;
        };
        DecideTicket: {
            code: string;
            dataset?: components["schemas"]["Dataset"] | null;
            /**
             * Format: int64
             * @description Id of one of its figures; nothing where none counts what is meant, which only a ticket with a demand allows.
             */
            observation?: number | null;
            reason: string;
        };
        /** @description One decision. Never changed or deleted; it is taken back by a later `Undo`. */
        Decision: {
            action: components["schemas"]["DecisionAction"];
            /** @description User name. */
            actor: string;
            /** Format: date-time */
            at: string;
            note?: string | null;
            /**
             * Format: int64
             * @description Ascending within a plan, from 1.
             */
            seq: number;
        };
        DecisionAction: {
            /** @enum {string} */
            action: "confirm";
            id: string;
            kind: components["schemas"]["ItemKind"];
        } | {
            /** @enum {string} */
            action: "defer";
            id: string;
            kind: components["schemas"]["ItemKind"];
        } | {
            /** @enum {string} */
            action: "correct";
            item: components["schemas"]["Item"];
        } | {
            /** @enum {string} */
            action: "split";
            id: string;
            items: components["schemas"]["Item"][];
            kind: components["schemas"]["ItemKind"];
        } | {
            /** @enum {string} */
            action: "merge";
            ids: string[];
            item: components["schemas"]["Item"];
            kind: components["schemas"]["ItemKind"];
        } | {
            /** @enum {string} */
            action: "add";
            item: components["schemas"]["Item"];
        } | {
            /** @enum {string} */
            action: "reject";
            id: string;
            kind: components["schemas"]["ItemKind"];
        } | {
            /** @enum {string} */
            action: "undo";
            /** Format: int64 */
            seq: number;
        };
        /** @description One decision as it is sent. */
        DecisionRequest: {
            /** @description Units of measure and agencies that nobody has used before are meant as written. */
            accept_unknown?: boolean;
            action: components["schemas"]["DecisionAction"];
            note?: string | null;
            /**
             * Format: int64
             * @description `revision` of the screen that the decision was made on. A newer change of the same item refuses it.
             */
            seen: number;
        };
        DecisionView: components["schemas"]["Decision"] & {
            /** @description Display name of the one who decided. */
            by: string;
            /** @description Not taken back. */
            holds: boolean;
            /** @description In Chinese: 更正目标 T03. */
            what: string;
        };
        /** @description What exactly is counted (口径卡). */
        DefinitionCard: {
            /** @description Where the definition comes from. */
            basis: string;
            /** @description Published indicators that sound alike and measure something else. */
            not_comparable?: components["schemas"]["NotComparable"][];
            scope?: components["schemas"]["Scope"] | null;
            text: string;
        };
        DeliveryView: {
            address: string;
            event_name: string;
            /** Format: date-time */
            happened_at: string;
            has_arrived: boolean;
            /** Format: int64 */
            id: number;
            is_demo: boolean;
            /** @description Of the other side, or why it was not reached. */
            last_answer?: string | null;
            /** Format: date-time */
            last_try_at?: string | null;
            may_repeat: boolean;
            /** Format: date-time */
            next_try?: string | null;
            object: string;
            /** @description 待发送, 未送达，将重试, 已送达, 已放弃. */
            state_in_words: string;
            /** Format: int64 */
            tries: number;
        };
        DependenceView: {
            buyer: string;
            concentration: string;
            impact: string;
            is_single_source: boolean;
            largest: string;
            largest_share: string;
            /** @description `red`, `amber` or `none`. */
            list: string;
            list_in_words: string;
            product: string;
            risk: string;
            suppliers: number;
        };
        /** @description How one figure came about. Leaves are observations, parameters or words of the plan. */
        Derivation: {
            /** @description 实际值 ÷ 目标值 × 100. */
            formula?: string | null;
            inputs: components["schemas"]["Derivation"][];
            /** @description Remarks in Chinese. */
            notes: string[];
            source?: components["schemas"]["SourceRef"] | null;
            /** @description 寿光市地区生产总值(2023年). */
            title: string;
            unit?: string | null;
            /** @description As shown: 1028.7, 欠进度, 「—」. */
            value: string;
        };
        /** @description Dictionaries that the data page needs. */
        Dictionary: {
            conflicts: components["schemas"]["Conflict"][];
            indicators: components["schemas"]["Indicator"][];
            places: components["schemas"]["Place"][];
            presets: components["schemas"]["StatusPreset"][];
            sources: components["schemas"]["Source"][];
        };
        /**
         * @description The way a figure is meant to move.
         * @enum {string}
         */
        Direction: "increase" | "decrease";
        /** @description A value of a subject that may be disputed. */
        DisputableView: {
            name: string;
            /** @description Names the value in an objection. */
            place: string;
            unit: string;
            /** @description 「—」 when it is missing. */
            value: string;
        };
        DistinctRequest: {
            left: string;
            /** @description Why; required. */
            note: string;
            right: string;
        };
        /** @description How much of the movement of places one uncertain choice causes, in percent (Sobol indices). */
        DoubtView: {
            /** @description Alone, with the middle nine tenths of resamples. */
            first: string;
            first_high: string;
            first_low: string;
            /** @description 权重、数据误差、无量纲化方法、缺数据的处理. */
            name: string;
            /** @description Together with others. */
            total: string;
        };
        DuplicateList: {
            /** @description Pairs that somebody found to be two things and that are left out. */
            distinct: number;
            /** @description False when there are too many rows alike to list all pairs. */
            is_complete: boolean;
            pairs: components["schemas"]["DuplicateView"][];
            total: number;
        };
        DuplicateSide: {
            cells: string[];
            /** @description False for a row that the person does not see: then only the place it lies in is told. */
            is_within: boolean;
            /** @description Empty for a row that is not seen. */
            key: string;
            name: string;
            /**
             * Format: int64
             * @description 0 for a row that is not saved yet.
             */
            pulse: number;
            state_name?: string | null;
        };
        /** @description Two rows that are probably the same thing, side by side. */
        DuplicateView: {
            /** @description Codes of the fields in which they differ. */
            differing: string[];
            left: components["schemas"]["DuplicateSide"];
            right: components["schemas"]["DuplicateSide"];
            /** @description Name of the rule that found them. */
            rule: string;
            /** @description Likeness of the texts compared, such as 87%. */
            similarity: string;
        };
        /** @description Who answers for a task. */
        Duties: {
            /** @description 配合. */
            cooperate: components["schemas"]["AgencyRef"][];
            /** @description 指导: they guide and do not answer for the task. */
            guide?: components["schemas"]["AgencyRef"][];
            /** @description Not printed here: a rule of the document holds for this task too (以下均需各县落实,不再列出). */
            implied?: components["schemas"]["AgencyRef"][];
            /** @description 牵头. In the order of the text; the first is the main lead only when a person says so. */
            lead: components["schemas"]["AgencyRef"][];
            /** @description Name of the main lead (主牵头) once a person has decided. */
            main_lead?: string | null;
            span?: components["schemas"]["Span"] | null;
            style: components["schemas"]["DutyStyle"];
            /** @description 责任单位 without a role. */
            undifferentiated: components["schemas"]["AgencyRef"][];
        };
        /** @enum {string} */
        DutyStyle: "bracket" | "line" | "convention" | "none";
        Elsewhere: {
            /** @description The page of the issuer that the browser goes to. */
            address: string;
        };
        /** @description Which evaluation: a frozen run by its number, or the rules and facts of a period. Missing parts take defaults. */
        EvaluationQuestion: {
            dataset?: components["schemas"]["Dataset"] | null;
            /** @description The first of the pack by default. */
            evaluation?: string | null;
            /**
             * Format: date-time
             * @description With what was known then; now by default.
             */
            known_by?: string | null;
            pack?: string | null;
            /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
            period?: string | null;
            /**
             * Format: int64
             * @description Number of a frozen run; the rest does not matter then.
             */
            run?: number | null;
            /** @description The one in force in the period by default. */
            version?: string | null;
        };
        /** @description An evaluation that can be run, with what was frozen of it. */
        EvaluationRow: {
            basis: string;
            certainty: string;
            demo_periods: string[];
            evaluation: components["schemas"]["Named"];
            pack: components["schemas"]["Named"];
            /** @description Periods with data in that dataset, newest first. */
            real_periods: string[];
            /** @description Newest first. */
            runs: components["schemas"]["RunView"][];
            /** @description 工业企业, 县（市、区）. */
            subject: string;
            versions: string[];
        };
        /** @description An outcome as a page. The id of a figure is `figures` + `total/-/KEY`, `value/INDICATOR/KEY` and so on; a trial has none. */
        EvaluationView: {
            basis: string;
            /** @description 官方、二手、示例 of the rules. */
            certainty: string;
            dataset: components["schemas"]["Dataset"];
            evaluation: components["schemas"]["Named"];
            figures?: string | null;
            /** @description Whether the statistics are those of a frozen period, with its digest, in a sentence. */
            frozen_basis: string;
            groups: components["schemas"]["Named"][];
            honours: components["schemas"]["HonourView"][];
            /** @description Subjects are places, so that a map can show them. */
            is_by_place: boolean;
            /** @description 试算: other weights than the rules; never official. */
            is_trial: boolean;
            /** Format: date-time */
            known_by: string;
            /** @description What rules would have needed of earlier years and was not given. */
            lacking: string[];
            /** @description 审图号 of the map, where there is one. */
            map_approval?: string | null;
            /** @description How weights come about and how scores come together. */
            method: string[];
            not_evaluated: components["schemas"]["NotEvaluatedView"][];
            note: string;
            pack: components["schemas"]["Named"];
            parameters: components["schemas"]["ParameterUsedView"][];
            period: string;
            period_in_words: string;
            pools: components["schemas"]["PoolView"][];
            /** Format: int64 */
            publicity_days: number;
            run?: components["schemas"]["RunView"] | null;
            /** @description Which subjects the person sees, and why no others; nothing when all. */
            scope_in_words?: string | null;
            /**
             * Format: int64
             * @description The run that stands for the same evaluation and period, when this is a dry run.
             */
            standing?: number | null;
            subject: string;
            version: string;
        };
        /**
         * @description Forms in which other systems have data.
         * @enum {string}
         */
        ExchangeForm: "sdmx-csv" | "sdmx-json" | "sdmx-structure" | "dhis2" | "datapackage";
        ExchangeRow: {
            certainty_in_words: string;
            code: string;
            method_in_words: string;
            name: string;
            pack: string;
            pack_name: string;
            register: string;
            register_name: string;
            /** @description Who conducts it. */
            role: string;
            unit: string;
        };
        /** @description Answer to 从哪来. */
        Explanation: {
            derivation: components["schemas"]["Derivation"];
            id: string;
            /** @description Sources named in the derivation. */
            sources: components["schemas"]["Source"][];
        };
        ExtensionView: {
            answer: string;
            by: string;
            reason: string;
            /** @description 待答复, 已批准, 未批准. */
            state_in_words: string;
            /** Format: date-time */
            until: string;
        };
        FactorCode: {
            /** @description Six digits, or a recovery code. */
            code: string;
        };
        /** @description One thing that is asked. */
        Field: {
            code: string;
            /** @description 口径. */
            definition: string;
            /** @description Why it is not the similar indicator or field that is known already. */
            distinct?: string | null;
            /** @description Code of the indicator of the dictionary that it is. */
            indicator?: string | null;
            is_required: boolean;
            kind: components["schemas"]["FieldKind"];
            name: string;
            /** @description Unit of measure; empty for text. */
            unit: string;
        };
        FieldChange: {
            field: components["schemas"]["ChangedField"];
            new?: string | null;
            old?: string | null;
            /** @description In Chinese, without a full stop. */
            sentence: string;
        };
        /** @description What is wrong with one field, or with the row as a whole. */
        FieldFault: {
            /** @description Code; nothing for the row. */
            field?: string | null;
            message: string;
        };
        FieldKind: {
            /** Format: int32 */
            decimals: number;
            /** @enum {string} */
            is: "number";
            max?: string | null;
            min?: string | null;
            /** @description A flow is reported to date (1—N月累计). */
            nature: components["schemas"]["IndicatorNature"];
        } | {
            chars_max: number;
            /** @enum {string} */
            is: "text";
        };
        FieldOriginView: {
            code: string;
            /** @description Why nobody types it; nothing for a field that is asked. */
            known_why?: string | null;
            name: string;
        };
        FieldRemark: {
            is_error: boolean;
            message: string;
        };
        /** @description A number as shown, with the id that answers 从哪来. */
        Figure: {
            /** @description `model::FigureId`; nothing when there is nothing to explain. */
            id?: string | null;
            /** @description Why there is no value. */
            missing?: string | null;
            /** @description As printed; 「—」 when there is none. */
            text: string;
            unit?: string | null;
        };
        FilingCommand: {
            cells: components["schemas"]["CellDraft"][];
            /** @enum {string} */
            do: "save";
        } | {
            /** @enum {string} */
            do: "submit";
        } | {
            /** @enum {string} */
            do: "take_back";
            reason: string;
        } | {
            /** @enum {string} */
            do: "return";
            reason: string;
        } | {
            /** @enum {string} */
            do: "accept";
            fields: string[];
        } | {
            /** @enum {string} */
            do: "dispute";
            field: string;
            reason: string;
            value: string;
        } | {
            /** @enum {string} */
            do: "answer_dispute";
            field: string;
            is_accepted: boolean;
            reason: string;
        } | {
            /** @enum {string} */
            do: "decide";
            field: string;
            reason: string;
            value: string;
        } | {
            /** @enum {string} */
            do: "contest_return";
            reason: string;
        } | {
            /** @enum {string} */
            do: "answer_contest";
            is_accepted: boolean;
            reason: string;
        } | {
            /** @enum {string} */
            do: "decide_return";
            reason: string;
            stands: boolean;
        } | {
            /** @enum {string} */
            do: "ask_extension";
            reason: string;
            /** Format: date-time */
            until: string;
        } | {
            /** @enum {string} */
            do: "answer_extension";
            is_granted: boolean;
            reason: string;
        } | {
            /** @enum {string} */
            do: "sign";
        } | {
            /** @enum {string} */
            do: "object";
            reason: string;
        } | {
            /** @enum {string} */
            do: "overrule";
            reason: string;
            signer: string;
        };
        FilingField: {
            by?: string | null;
            /** @description 比上期: 增加 12.3（5.6%）; — when there is nothing to compare. */
            change: string;
            chars_max?: number | null;
            code: string;
            definition: string;
            is_number: boolean;
            is_required: boolean;
            /** @description Why it is not typed. */
            known_why?: string | null;
            /** @description The value of the last period; — when there is none. */
            last: string;
            name: string;
            note?: string | null;
            origin_in_words?: string | null;
            /** @description The value of whoever disputes the one that stands. */
            other_value?: string | null;
            /** @description 中位数 of the others who handed theirs in; — when there are too few of them for this person. */
            peers_median: string;
            reasons: string[];
            /** @description Errors and doubts, as the submission would tell them. */
            remarks: components["schemas"]["FieldRemark"][];
            /** @description pending, accepted, disputed (by the reviewer), contested (by the respondent), deadlocked, decided; nothing for an empty cell. */
            review?: string | null;
            review_in_words?: string | null;
            unit: string;
            /** @description As it stands; for a known field the value that is filled in. */
            value?: string | null;
            /**
             * Format: int64
             * @description To be sent back as `base` with a change.
             */
            version: number;
        };
        /** @description What became of a command. */
        FilingReply: {
            answer: components["schemas"]["FilingView"];
            /** @description Of a sheet: what was saved and needs a note (说明) before it can be submitted. */
            doubts?: components["schemas"]["LineError"][];
            /** @description Cells that were not saved, and why; the others were. */
            refused: components["schemas"]["LineError"][];
        };
        /** @description One answer in a list. */
        FilingSummary: {
            /** @description What the respondent disputes and the reviewer has not answered: an accepted figure, or a return. */
            contest_count: number;
            deadlock_count: number;
            dispute_count: number;
            /** Format: date-time */
            due: string;
            field_count: number;
            filled_count: number;
            is_extended: boolean;
            /** @description 逾期 2 天; nothing when it is in time. */
            late_in_words?: string | null;
            /** @description Those among them that said why not. */
            objection_count: number;
            /**
             * Format: date-time
             * @description Before any extension; the same where there was none.
             */
            original_due: string;
            period_in_words: string;
            phase: string;
            phase_in_words: string;
            request: string;
            respondent: components["schemas"]["Party"];
            reviewer: string;
            /** @description Joint leads that have not agreed (待会签); nothing before it is handed in. */
            signatures_owed: string[];
            title: string;
            waits_for_extension: boolean;
        };
        /** @description The page on which an answer is filled and reviewed. */
        FilingView: {
            basis: string;
            contest?: components["schemas"]["ContestView"] | null;
            /** Format: date */
            expires: string;
            extension?: components["schemas"]["ExtensionView"] | null;
            fields: components["schemas"]["FilingField"][];
            last_period_in_words: string;
            log: components["schemas"]["LogLine"][];
            /**
             * @description save, submit, take_back, return, accept, dispute, answer_dispute, decide, ask_extension, answer_extension, sign,
             *     object, overrule, contest_return, answer_contest, decide_return.
             */
            may: string[];
            /** Format: date-time */
            original_due: string;
            purpose: string;
            requester: string;
            returned_because?: string | null;
            /** @description 会签; empty where none is asked. */
            signatures: components["schemas"]["SignatureView"][];
            summary: components["schemas"]["FilingSummary"];
            /**
             * Format: int64
             * @description Grows with each change; the `ETag` of the answer.
             */
            version: number;
        };
        Finding: {
            /** @description What to do about it, when something is to be done. */
            advice?: string | null;
            /** @description Labels of `tasks` as printed, in the same order. */
            clauses?: string[];
            derivation?: components["schemas"]["Derivation"] | null;
            /** @description Stable within a plan: `sum-T01`, `open-group-2.1`. */
            id: string;
            kind: components["schemas"]["FindingKind"];
            /** @description One sentence in Chinese: 十二个县市区目标合计约7400亿元,高于全市7000亿元,一致. */
            message: string;
            targets: string[];
            tasks: string[];
            weight: components["schemas"]["Weight"];
        };
        /** @enum {string} */
        FindingKind: "sum" | "yearly_flow" | "same_indicator" | "open_group" | "many_leads" | "tolerance" | "no_indicator" | "no_duty" | "text";
        /** @description A period to be frozen. */
        FreezePeriod: {
            dataset?: components["schemas"]["Dataset"] | null;
            /** @description As SDMX writes it: 2025-Q3. */
            period: string;
        };
        /** @description A run to freeze. */
        FreezeRequest: {
            dataset: components["schemas"]["Dataset"];
            evaluation: string;
            /**
             * Format: date-time
             * @description The instant of the dry run that was looked at.
             */
            known_by: string;
            pack: string;
            period: string;
            reason?: string | null;
            /**
             * Format: int64
             * @description The standing run that is replaced, with the reason; nothing for the first.
             */
            replaces?: number | null;
            version: string;
        };
        /**
         * @description Official order of trust: A official and confirmed, B official text in one copy, P official but
         *     preliminary, C secondary, D suspect (never used for a judgement). `Demo` is made by a generator.
         * @enum {string}
         */
        Grade: "A" | "B" | "P" | "C" | "D" | "Demo";
        GradeView: {
            code: string;
            count: number;
            lowest?: string | null;
            name: string;
            /** @description How it is cut. */
            rule: string;
        };
        GrantView: {
            amount: string;
            base: string;
            /** @description 按份额、上限、下限、只有基数. */
            binding: string;
            by_share: string;
            cap?: string | null;
            floor?: string | null;
            key: string;
            name: string;
            /** @description Division code. */
            place?: string | null;
            reasons: string[];
            /** @description In percent. */
            share: string;
            /** @description In the order of the factors. */
            values: string[];
        };
        GroupWeightView: {
            group: string;
            weight: string;
        };
        /** @description A numbered or named heading of the outline. */
        Heading: {
            body_end: number;
            /** @description Path of ordinals: 3.1.2. Run-on numbers keep the printed number. */
            id: string;
            kind: components["schemas"]["HeadingKind"];
            /** @description As printed: 一、 (一) 1. Empty for unnumbered headings. */
            label: string;
            /** Format: int32 */
            level: number;
            parent?: string | null;
            /** @description Label and title. */
            span: components["schemas"]["Span"];
            title: string;
        };
        /** @enum {string} */
        HeadingKind: "section" | "group" | "task" | "review";
        HonourView: {
            code: string;
            /** @description Why nobody could come onto it. */
            lacking?: string | null;
            name: string;
            subjects: components["schemas"]["Named"][];
            /** @description Those who were equal across the end of the list and so made it longer. */
            tied: components["schemas"]["Named"][];
        };
        /** @description Result of an import: all or nothing. */
        ImportReport: {
            accepted: boolean;
            /** @description Of all: entered before their release, seen by 统计 alone until then. */
            embargoed?: number;
            errors: components["schemas"]["LineError"][];
            inserted: number;
            /** @description Nothing was written: the numbers say what an import would do. */
            is_preview?: boolean;
            /** @description What of the file was left aside, in words. */
            notes?: string[];
            /** @description Same key, other value: kept as a newer version beside the old one. */
            revised: number;
            /** @description Same key and same value as already known. */
            unchanged: number;
        };
        /** @description A measured quantity (指标). */
        Indicator: {
            /** @description ASCII snake_case, never reused. */
            code: string;
            /** @description 口径. */
            definition: string;
            /** @description 国民经济核算: its versions are called 初步核算 and 最终核实, those of other statistics 初步 and 最终. */
            is_account?: boolean;
            is_official_statistic: boolean;
            /** @description Below this there is no such number; where nothing is said, nought for what is counted or adds up. */
            min?: string | null;
            name: string;
            nature: components["schemas"]["IndicatorNature"];
            /** Format: int32 */
            order: number;
            /** @description Body that publishes it; official statistics are read-only for all others. */
            steward?: string | null;
            unit: string;
        };
        IndicatorChoice: {
            code: string;
            definition: string;
            is_official_statistic: boolean;
            name: string;
            nature: components["schemas"]["IndicatorNature"];
            unit: string;
        };
        /** @enum {string} */
        IndicatorNature: "flow" | "stock" | "rate";
        InfluenceView: {
            code: string;
            correlation?: string | null;
            /** @description Percent of the whole. */
            effective_weight: string;
            mean_move?: string | null;
            most_move?: string | null;
            name: string;
        };
        InstructionAct: {
            /** @enum {string} */
            do: "take_on";
        } | {
            /** @enum {string} */
            do: "answer";
            text: string;
        } | {
            /** @enum {string} */
            do: "propose_done";
            text: string;
        } | {
            /** @enum {string} */
            do: "check";
            is_done: boolean;
            reason: string;
        };
        InstructionDraft: {
            /** @description Code of the agency. */
            agency: string;
            dataset?: components["schemas"]["Dataset"] | null;
            is_major: boolean;
            /** @description Office, never a name: 市长. */
            leader: string;
            task?: string | null;
            text: string;
        };
        InstructionView: {
            agency: components["schemas"]["Party"];
            by: string;
            clocks: components["schemas"]["ClockView"][];
            code: string;
            is_cleared: boolean;
            /** Format: date-time */
            issued: string;
            leader: string;
            log: components["schemas"]["LogLine"][];
            /** @description take_on, answer, propose_done, check. */
            may: string[];
            /** @description 待签收, 办理中, 待核查, 已销号. */
            state_in_words: string;
            task?: string | null;
            text: string;
            urgency_in_words: string;
            /**
             * Format: int64
             * @description What was done to it so far; goes back as `If-Match`.
             */
            version: number;
        };
        IntervalView: {
            /** Format: int32 */
            best: number;
            /** Format: double */
            high: number;
            key: string;
            /** Format: double */
            low: number;
            /** Format: double */
            median: number;
            /** Format: int32 */
            worst: number;
        };
        IssueAct: {
            after: string;
            /** @description The text that the editor saw. */
            before: string;
            /** @enum {string} */
            do: "edit";
            paragraph: number;
        } | {
            class: components["schemas"]["DataClass"];
            /** @enum {string} */
            do: "submit";
        } | {
            /** @enum {string} */
            do: "return";
            reason: string;
        } | {
            /** @enum {string} */
            do: "approve";
        } | {
            /** @enum {string} */
            do: "number";
        } | {
            /** @enum {string} */
            do: "publish";
        } | {
            /** @enum {string} */
            do: "withdraw";
            reason: string;
        };
        IssueLine: {
            /** Format: date-time */
            at: string;
            by: string;
            change?: components["schemas"]["ParagraphChange"] | null;
            text: string;
        };
        IssueParagraph: {
            current: string;
            /** @description Figures stand as {S012 36.5}. */
            original: string;
            /** @description From 0. */
            place: number;
        };
        /** @enum {string} */
        IssueState: "drafting" | "submitted" | "approved" | "numbered" | "published" | "withdrawn";
        /** @description A document on its way, as a list shows it. */
        IssueSummary: {
            class?: components["schemas"]["DataClass"] | null;
            class_in_words?: string | null;
            code: string;
            dataset: components["schemas"]["Dataset"];
            /**
             * Format: int64
             * @description The final document with its files.
             */
            document?: number | null;
            /**
             * Format: int64
             * @description The generated draft.
             */
            draft: number;
            drafted_by: string;
            /** @description 文号. */
            number?: string | null;
            plan: string;
            /** Format: date-time */
            published_at?: string | null;
            state: components["schemas"]["IssueState"];
            state_in_words: string;
            title: string;
        };
        IssueView: {
            /** @description Newest first. */
            log: components["schemas"]["IssueLine"][];
            /** @description edit, submit, return, approve, number, publish, withdraw. */
            may: string[];
            /** @description The rule of the number and where it comes from. */
            number_rule: string;
            paragraphs: components["schemas"]["IssueParagraph"][];
            summary: components["schemas"]["IssueSummary"];
            /**
             * Format: int64
             * @description Grows with each act; the `ETag` of the document.
             */
            version: number;
        };
        Item: {
            item: components["schemas"]["PlanMetadata"];
            /** @enum {string} */
            kind: "metadata";
        } | {
            item: components["schemas"]["Task"];
            /** @enum {string} */
            kind: "task";
        } | {
            item: components["schemas"]["Target"];
            /** @enum {string} */
            kind: "target";
        } | {
            item: components["schemas"]["SoftTarget"];
            /** @enum {string} */
            kind: "soft_target";
        };
        /** @description A task or a target that is not the same in both versions. */
        ItemChange: {
            fields: components["schemas"]["FieldChange"][];
            kind: components["schemas"]["ChangeKind"];
            /** @description Title or indicator, in the new version when it is there. */
            name: string;
            /** @description Id in the new version; none when removed. */
            new_id?: string | null;
            /** @description Id in the old version; none when added. */
            old_id?: string | null;
            /** @description All of it in one Chinese sentence. */
            sentence: string;
        };
        /** @enum {string} */
        ItemKind: "metadata" | "task" | "target" | "soft_target";
        /** @enum {string} */
        ItemState: "draft" | "deferred" | "confirmed" | "corrected" | "added" | "split" | "merged" | "rejected";
        ItemView: components["schemas"]["ReviewedItem"] & {
            /** @description Id of the chapter it stands in; empty before the first heading. */
            chapter: string;
            /** @description Number of its clause as printed, 三（一）2; empty where the text gives none. */
            clause: string;
            /** @description What the machine is unsure of, in Chinese, the gravest first. */
            doubts: string[];
            /**
             * Format: int32
             * @description Orders the work: the higher the sooner; 0 where nothing is in doubt.
             */
            urgency: number;
        };
        /** @description 领导页: which are behind, why, who, by when, on one page. */
        LeaderBrief: {
            /** @description At most three, the least achieved first. */
            behind: components["schemas"]["BehindItem"][];
            /** @description How many are behind in all. */
            behind_total: components["schemas"]["Figure"];
            counts: components["schemas"]["StatusCount"][];
            /** @description Share of the targets with published figures, percent. */
            coverage: components["schemas"]["Figure"];
            frame: components["schemas"]["AsOfView"];
            /** @description Instructions of leaders that are not cleared, what is due first comes first. */
            instructions: components["schemas"]["InstructionView"][];
            /** @description Answers that are owed after their time, the longest first. */
            late: components["schemas"]["FilingSummary"][];
            /**
             * Format: date
             * @description The newest day of which a figure of this page tells; nothing without any figure.
             */
            newest_figure?: string | null;
            plan: components["schemas"]["PlanSummary"];
            /** @description Rows of targets. */
            rows: components["schemas"]["Figure"];
        };
        LedgerAccount: {
            balances: components["schemas"]["LedgerBalance"][];
            holder: string;
            /** Format: int32 */
            id: number;
            kind: string;
            kind_name: string;
            label: string;
        };
        LedgerAccountKind: {
            /** @description Bounds of the balance, in words; may be empty. */
            bounds: string;
            code: string;
            definition: string;
            /** @description `one`, `county`, `project`, `enterprise` or `person`. */
            holder: string;
            holder_in_words: string;
            name: string;
        };
        /** @enum {string} */
        LedgerAct: "transfer" | "hold" | "post_hold" | "void_hold" | "reverse";
        LedgerAsset: {
            /** Format: int32 */
            decimals: number;
            /** Format: int32 */
            id: number;
            is_expired: boolean;
            kind: string;
            label: string;
            /** Format: date */
            last_day?: string | null;
            place: string;
            unit: string;
            vintage: string;
        };
        LedgerAssetKind: {
            code: string;
            /** Format: int32 */
            decimals: number;
            definition: string;
            is_by_place: boolean;
            name: string;
            unit: string;
            /** @description `none`, `year` or `lot`. */
            vintage: string;
        };
        /** @description Amounts as printed, with all decimals of the asset. */
        LedgerBalance: {
            /** Format: int32 */
            asset: number;
            /** @description 可用. */
            available: string;
            /** @description 待转入. */
            held_in: string;
            /** @description 已冻结. */
            held_out: string;
            /** @description 余额, with the id that answers 从哪来. */
            posted: components["schemas"]["Figure"];
        };
        /** @description 结账. */
        LedgerCloseRequest: {
            document?: string;
            key: string;
            note?: string;
            /** Format: date */
            through: string;
        };
        /** @description 复核、退回、生效. */
        LedgerDecideRequest: {
            decision: components["schemas"]["LedgerDecision"];
            document?: string;
            key: string;
            note?: string;
            /** Format: int64 */
            proposal: number;
        };
        /** @enum {string} */
        LedgerDecision: "approve" | "reject" | "complete";
        LedgerEntryKind: {
            /** @description `transfer` or `hold`. */
            act: string;
            assets: string[];
            basis: string;
            by_formula?: components["schemas"]["Named"] | null;
            code: string;
            /** @description 2 倍, as it is applied today; nothing where amounts are posted as asked for. */
            factor?: string | null;
            /** @description Codes of kinds of accounts and assets. */
            from: string[];
            /** @description The rules in a sentence, for the form. */
            in_words: string;
            is_document_required: boolean;
            /** @description Whether the one who asks has the role. */
            is_mine: boolean;
            name: string;
            /** @description Why it is not posted by hand, where a trade, an agreement or a carry-over posts it; nothing where people do. */
            not_by_hand?: string | null;
            role: components["schemas"]["Named"];
            second_role?: components["schemas"]["Named"] | null;
            /** @description 整批办理 in words; nothing where it is posted by hand. */
            sweep?: string | null;
            to: string[];
            /**
             * Format: int32
             * @description Working days.
             */
            wait_days?: number | null;
        };
        /** @description What became of the vouchers of a file. */
        LedgerFileReport: {
            /** @description Nothing was posted when a row has a fault of form; a voucher that the ledger refused is told with its first row. */
            errors: components["schemas"]["LineError"][];
            vouchers: components["schemas"]["LedgerVoucherReport"][];
        };
        /** @description 冻结. */
        LedgerHold: {
            /** @description The running trade that alone may post it or give it back. */
            case?: string | null;
            line: components["schemas"]["LedgerLine"];
            may_settle: boolean;
            /** @description Why it cannot be posted by hand; what no trade holds any more can be given back. */
            post_refusal?: string | null;
            /** @description Codes of the kinds of entries as which it may be posted; empty where it is posted as what it is. */
            posts_as: string[];
            /** Format: date-time */
            until: string;
        };
        LedgerHolding: {
            /**
             * @description Code or name of who holds it.
             * @default
             */
            holder: string;
            /**
             * @description Name or code of the kind of account; the only one when empty.
             * @default
             */
            kind: string;
            /**
             * @description How the holder is called, where the account is new.
             * @default
             */
            label: string;
        };
        LedgerJournal: {
            /** @description `cursor` of the page behind this one; nothing at the end. */
            next?: string | null;
            total: number;
            vouchers: components["schemas"]["LedgerVoucher"][];
        };
        /** @description One line of a voucher by names. */
        LedgerLine: {
            act: string;
            amount: string;
            asset: string;
            from: string;
            /** @description 12-1: voucher and line, from 1. */
            id: string;
            kind: string;
            kind_name: string;
            /** @description What is left of a hold, or can still be taken back. */
            left: string;
            /** @description The hold or transfer that it is about. */
            of?: string | null;
            to: string;
            unit: string;
            /** Format: date-time */
            until?: string | null;
        };
        /** @description 开户. */
        LedgerOpenRequest: {
            holder: string;
            kind: string;
            label: string;
        };
        /** @description 记账: one voucher by names. Posted whole or not at all. */
        LedgerPost: {
            /** @description 依据; that of the kind of entry when empty. */
            basis?: string;
            /**
             * Format: int64
             * @description The voucher that it corrects.
             */
            corrects?: number | null;
            /** @description 文号. */
            document?: string;
            /** Format: date */
            effective?: string | null;
            /** @description 幂等编号: the same key with the same content is posted once, however often it is sent. */
            key: string;
            lines: components["schemas"]["LedgerPostLine"][];
            note?: string;
        };
        /** @description A line by names. Which fields are needed depends on what it does. */
        LedgerPostLine: {
            /** @default transfer */
            act: components["schemas"]["LedgerAct"];
            /**
             * @description As asked for, before the factor of the kind of entry; of a hold or a transfer that is gone back to, all that is
             *     left when empty.
             * @default
             */
            amount: string;
            /**
             * @description Name or code of the kind of asset; the only one when empty.
             * @default
             */
            asset: string;
            /**
             * @default {
             *       "kind": "",
             *       "holder": "",
             *       "label": ""
             *     }
             */
            from: components["schemas"]["LedgerHolding"];
            /**
             * @description Name or code of the kind of entry.
             * @default
             */
            kind: string;
            /**
             * @description The hold that is posted or given back, the transfer that is taken back: 12-1.
             * @default
             */
            of: string;
            /**
             * @description The place that issued it.
             * @default
             */
            place: string;
            /**
             * @default {
             *       "kind": "",
             *       "holder": "",
             *       "label": ""
             *     }
             */
            to: components["schemas"]["LedgerHolding"];
            /**
             * Format: date-time
             * @description End of a hold.
             * @default null
             */
            until: string | null;
            /** @default  */
            vintage: string;
        };
        /** @description 待批凭证. */
        LedgerProposal: {
            /** @description Why the one who asks cannot agree to it now; nothing when it is possible. */
            approve_refusal?: string | null;
            /**
             * Format: date-time
             * @description When it may take effect; nothing while the second person has not agreed.
             */
            due?: string | null;
            may_complete: boolean;
            may_reject: boolean;
            second_role?: components["schemas"]["Named"] | null;
            voucher: components["schemas"]["LedgerVoucher"];
        };
        /** @description What became of a voucher. */
        LedgerReceipt: {
            digest: string;
            /** Format: date-time */
            due?: string | null;
            /** @description The same had been submitted before; nothing was done now. */
            is_repeated: boolean;
            /** Format: int64 */
            seq: number;
            state_in_words: string;
        };
        /** @description What the forms need to know of the pack. */
        LedgerRules: {
            accounts: components["schemas"]["LedgerAccountKind"][];
            assets: components["schemas"]["LedgerAssetKind"][];
            /** @description Counties that may hold accounts, in official order. */
            counties: components["schemas"]["Named"][];
            entries: components["schemas"]["LedgerEntryKind"][];
        };
        /** @description 按核算结果记账. */
        LedgerSettleRequest: {
            document?: string;
            /**
             * Format: date
             * @description The last day of the period when absent.
             */
            effective?: string | null;
            /** @description Name or code of a kind of entry whose amount comes from a formula. */
            kind: string;
            note?: string;
            /** @description As SDMX writes it. */
            period: string;
            /** @description 年度 or 批次 of the asset; the year of the period when empty. */
            vintage?: string;
        };
        /** @description 账本: all packs that declare ledgers. */
        LedgerShelf: {
            dataset: components["schemas"]["Dataset"];
            ledgers: components["schemas"]["LedgerSummary"][];
        };
        /** @description 对账单. */
        LedgerStatement: {
            account: string;
            asset: string;
            closing: string;
            dataset: components["schemas"]["Dataset"];
            /** Format: date */
            first?: string | null;
            /** Format: date-time */
            known_by: string;
            /** Format: date */
            last?: string | null;
            ledger: components["schemas"]["Named"];
            opening: string;
            pack: components["schemas"]["Named"];
            rows: components["schemas"]["LedgerStatementRow"][];
            total_in: string;
            total_out: string;
            unit: string;
        };
        LedgerStatementRow: {
            act: string;
            actor: string;
            balance: string;
            basis: string;
            /** Format: int64 */
            corrects?: number | null;
            document: string;
            /** Format: date */
            effective: string;
            held: string;
            id: string;
            /** @description One of the three; holds do not change the balance. */
            incoming: string;
            kind: string;
            note: string;
            other: string;
            outgoing: string;
            /** Format: date-time */
            recorded: string;
        };
        LedgerSummary: {
            accounts: number;
            basis: string;
            certainty_in_words: string;
            /** Format: date */
            closed_through?: string | null;
            definition: string;
            ledger: components["schemas"]["Named"];
            /** @description Proposals that wait for someone. */
            open: number;
            pack: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Lines of the log.
             */
            records: number;
            version: string;
        };
        /** @description 整批到期收回 or 结转. */
        LedgerSweepRequest: {
            document?: string;
            /**
             * Format: date
             * @description Today when nothing is said; everything that expired before that day is moved.
             */
            effective?: string | null;
            /** @description The same key does nothing a second time. */
            key: string;
            /** @description Name or code of the kind of entry. */
            kind: string;
            note?: string;
        };
        LedgerUpload: {
            /**
             * Format: binary
             * @description csv or xlsx laid out like the template, at most 50 MiB.
             */
            file: string;
        };
        /** @description One ledger with the balances of all accounts. */
        LedgerView: {
            accounts: components["schemas"]["LedgerAccount"][];
            /**
             * Format: date
             * @description Nothing where entries about days to come are counted.
             */
            as_of?: string | null;
            assets: components["schemas"]["LedgerAsset"][];
            basis: string;
            certainty_in_words: string;
            /** Format: date */
            closed_through?: string | null;
            closing_role: components["schemas"]["Named"];
            dataset: components["schemas"]["Dataset"];
            definition: string;
            digest: string;
            holds: components["schemas"]["LedgerHold"][];
            /** Format: date-time */
            known_by: string;
            ledger: components["schemas"]["Named"];
            may_close: boolean;
            note: string;
            pack: components["schemas"]["Named"];
            proposals: components["schemas"]["LedgerProposal"][];
            /**
             * Format: int64
             * @description Lines of the log, and the digest of the last one.
             */
            records: number;
            rules: components["schemas"]["LedgerRules"];
            version: string;
        };
        /** @description 凭证. */
        LedgerVoucher: {
            actor: string;
            basis: string;
            /** Format: int64 */
            corrects?: number | null;
            digest: string;
            document: string;
            /** Format: date */
            effective: string;
            key: string;
            lines: components["schemas"]["LedgerLine"][];
            /** @description Whether anything of it can still be taken back. */
            may_be_corrected: boolean;
            note: string;
            /**
             * Format: int64
             * @description The proposal that it settles.
             */
            proposal?: number | null;
            /** Format: date-time */
            recorded: string;
            /** Format: int64 */
            seq: number;
            source?: components["schemas"]["VoucherSource"] | null;
            what: string;
        };
        LedgerVoucherReport: {
            line: number;
            /** @description As the file calls it. */
            name: string;
            receipt: components["schemas"]["LedgerReceipt"];
        };
        /**
         * @description Life of a plan (起草→印发→分解→执行→中期→收官→归档→接续).
         * @enum {string}
         */
        LifeCycleStage: "drafting" | "issued" | "decomposed" | "executing" | "mid_term" | "closing" | "archived" | "succeeded";
        /**
         * @description The light of a milestone. The colour never stands without its words.
         * @enum {string}
         */
        Light: "not_due" | "green" | "yellow" | "yellow_extended" | "yellow_made_up" | "red" | "no_data";
        LineError: {
            column?: string | null;
            /** @description As the user's program counts, header is line 1. */
            line: number;
            message: string;
        };
        LinkRequest: {
            /** @description Of the second factor, where the account has one. */
            code?: string | null;
            /** @description The own password. */
            password: string;
        };
        LogLine: {
            agency: string;
            /** Format: date-time */
            at: string;
            by: string;
            text: string;
        };
        /** @description How long the record of operations is kept. */
        LogRetention: {
            basis: string;
            /**
             * Format: int64
             * @description Days that are asked for.
             */
            days: number;
            /**
             * Format: int64
             * @description Entries there are, and since when.
             */
            entries: number;
            /** Format: date-time */
            first_at?: string | null;
            /** @description The record reaches back that far already. Nothing is deleted afterwards either. */
            is_reached: boolean;
        };
        Login: {
            /** @description Of the second factor; 401 `second-factor` says that one is needed. */
            code?: string | null;
            password: string;
            username: string;
        };
        /** @description A row as a listing; what the register does not say is empty. */
        LotRow: {
            floor: string;
            quantity: string;
            /** @description Why it cannot be listed now. */
            refusal?: string | null;
            row: string;
            seller: string;
            seller_code: string;
            title: string;
        };
        /** @description Rows of the register that may be listed. */
        LotShelf: {
            lots: components["schemas"]["LotRow"][];
            /** @description The number that a new case would get. */
            number: string;
        };
        MapRow: {
            grade?: string | null;
            /**
             * Format: double
             * @description As a plain number for colouring only.
             */
            number?: number | null;
            place: components["schemas"]["Place"];
            /** @description Among the counties that have a value. */
            rank: components["schemas"]["Figure"];
            scope?: string | null;
            value: components["schemas"]["Figure"];
        };
        /** @description 地图: places coloured by one indicator in one period. */
        MapView: {
            frame: components["schemas"]["AsOfView"];
            indicator: components["schemas"]["Indicator"];
            /** @description Indicators that have values for counties. */
            indicators: components["schemas"]["Indicator"][];
            /** @description 审图号. */
            map_approval: string;
            /** @description Remarks on scope and comparability. */
            notes: string[];
            period: string;
            /** @description Periods that have values for this indicator, newest first. */
            periods: string[];
            /** @description All counties in official order; missing ones with the reason. */
            rows: components["schemas"]["MapRow"][];
        };
        /** @description A coloured stretch of text. */
        Mark: {
            /** @description Id of the target, task or soft target; empty for residue. */
            id: string;
            kind: components["schemas"]["MarkKind"];
            /** @description What the pointer shows. */
            label: string;
            span: components["schemas"]["Span"];
        };
        /** @enum {string} */
        MarkKind: "target" | "soft_target" | "duty" | "residue" | "correction";
        MatchingView: {
            basis: string;
            certainty_in_words: string;
            dataset: components["schemas"]["Dataset"];
            demands: number;
            is_proved: boolean;
            /**
             * Format: date-time
             * @description Rows as known then.
             */
            known_by: string;
            matched: number;
            method_in_words: string;
            name: string;
            offers: number;
            pack: string;
            pack_name: string;
            /** @description By demand, the matched pair first, then by score. */
            pairs: components["schemas"]["PairView"][];
            /** @description Names of the parts of a score with their weights. */
            parts: string[];
            /** @description What one place of each offer costs; for the largest sum only. */
            prices: components["schemas"]["PriceOfPlace"][];
            /** @description What shows that the result is the right one. */
            proof: string;
            requirements: string[];
            total: string;
            version: string;
        };
        /** @description One other method beside the rules. */
        MethodView: {
            correlation?: string | null;
            mean_move?: string | null;
            most_move?: string | null;
            name: string;
            pool: string;
            /** @description Places by key, in the order of the ranking by the rules. */
            ranks: [
                string,
                string
            ][];
            /** @description Why it cannot be computed. */
            refused?: string | null;
        };
        MilestoneAct: {
            dataset?: components["schemas"]["Dataset"] | null;
            /** @enum {string} */
            do: "ask_extension";
            period: string;
            reason: string;
            until: string;
        } | {
            dataset?: components["schemas"]["Dataset"] | null;
            /** @enum {string} */
            do: "answer_extension";
            is_granted: boolean;
            period: string;
            reason: string;
        } | {
            dataset?: components["schemas"]["Dataset"] | null;
            /** @enum {string} */
            do: "answer_change";
            is_approved: boolean;
            reason: string;
        };
        MilestoneDraft: {
            /** @description 2025-09. */
            period: string;
            value: string;
        };
        MilestoneExtension: {
            agency: string;
            answer?: string | null;
            reason: string;
            /** @description 待答复, 已批准, 未批准. */
            state_in_words: string;
            until_in_words: string;
        };
        MilestoneLine: {
            agency: string;
            /** Format: date-time */
            at: string;
            by: string;
            text: string;
        };
        /** @description A change that waits. */
        MilestoneProposal: {
            /** Format: date-time */
            at: string;
            basis: string;
            by: string;
            /** @description 2025年9月 970 改为 900. */
            changes: string[];
            may_answer: boolean;
            reason: string;
        };
        MilestoneRow: {
            /** @description By the last day of the period; — where nothing is known. */
            actual: string;
            actual_period?: string | null;
            extension?: components["schemas"]["MilestoneExtension"] | null;
            light: components["schemas"]["Light"];
            light_in_words: string;
            /** @description By when it was made up, and how far. */
            made_up?: string | null;
            /** @description ask_extension, answer_extension. */
            may: string[];
            /** @description As SDMX writes it; its last day is the day by which. */
            period: string;
            period_in_words: string;
            /** @description Of the milestone: 94.9%. */
            share: string;
            /** @description Of the whole target: 80.9%. */
            share_of_total: string;
            value: string;
        };
        /** @description What was set at one time. */
        MilestoneVersion: {
            /** @description The second person, where a period that was over was touched. */
            approved_by?: string | null;
            /** Format: date-time */
            at: string;
            basis: string;
            by: string;
            /** @description Against the version before. */
            changes: string[];
            /** @description From 1. */
            number: number;
            reason?: string | null;
        };
        /** @description 形象进度 of one target as of a day. */
        MilestonesView: {
            /** @description What the milestones go back to; empty where there are none. */
            basis: string;
            /** @description Why this target has none. */
            cannot?: string | null;
            /** @description Newest first. */
            log: components["schemas"]["MilestoneLine"][];
            may_set: boolean;
            proposal?: components["schemas"]["MilestoneProposal"] | null;
            /** @description Why and when they are; nothing when nothing is owed. */
            remind_in_words?: string | null;
            /** @description Bodies that are reminded: those that lead the task. */
            reminded: string[];
            rows: components["schemas"]["MilestoneRow"][];
            /** @description How the lights are given. */
            rule: string;
            target: string;
            unit: string;
            /**
             * Format: int64
             * @description Grows with each change; goes back as `If-Match`. 0 where nothing is set.
             */
            version: number;
            /** @description What was set so far, newest first. */
            versions: components["schemas"]["MilestoneVersion"][];
        };
        MovedProject: {
            now?: string | null;
            project: string;
            reasons: string[];
            then?: string | null;
        };
        /** @description What this person has in the case. */
        MyPart: {
            /** @description Own highest bid, and its place among those of all bidders. */
            best?: string | null;
            bidder: string;
            is_leading: boolean;
            is_my_turn: boolean;
            is_opened: boolean;
            is_sealed: boolean;
            label: string;
            /** @description Why this person may not bid; nothing when they may. */
            not_ready?: string | null;
            rank?: number | null;
        };
        /** @description A code with what people call it. */
        Named: {
            code: string;
            name: string;
        };
        /**
         * @description How the quantity behaves in time; decides how progress is measured.
         * @enum {string}
         */
        Nature: "stock" | "maintain" | "flow" | "level" | "coverage" | "boolean";
        NetworkFirm: {
            key: string;
            /** @description Firms that a failure of this one reaches. */
            reached: number;
        };
        NetworkLink: {
            amount: string;
            buyer: string;
            product: string;
            supplier: string;
        };
        NetworkView: {
            basis: string;
            certainty_in_words: string;
            dataset: components["schemas"]["Dataset"];
            /** @description The largest risk first. */
            dependences: components["schemas"]["DependenceView"][];
            firms: components["schemas"]["NetworkFirm"][];
            /** Format: date-time */
            known_by: string;
            links: components["schemas"]["NetworkLink"][];
            name: string;
            pack: string;
            pack_name: string;
            /** Format: int32 */
            steps: number;
            version: string;
        };
        /** @description One figure that is another one now. */
        NewerFigure: {
            after: string;
            before: string;
            /** @description Place or row. */
            of: string;
            period_in_words: string;
            /** @description 初步核算 v1 → 最终核实 v2; nothing for a row of a register. */
            versions?: string | null;
            /** @description 地区生产总值（亿元）. */
            what: string;
        };
        /** @description Figures that a frozen run used and that are other ones now (所用数据已有新版本). */
        NewerView: {
            /** @description How many the person may see; those that they may not are not told. */
            count: number;
            /** @description As many as `count`, or the first of them. */
            figures: components["schemas"]["NewerFigure"][];
            /**
             * Format: date-time
             * @description What was known by then is compared with it; a run on the new figures names it.
             */
            known_by: string;
            /** @description Why no other run can take its place; nothing when one can. */
            replace?: string | null;
            /**
             * Format: date-time
             * @description What was known by then is in the run.
             */
            used: string;
        };
        /** @description A dimension or an indicator. */
        NodeView: {
            code: string;
            /** @description Place among the indicators of a subject; nothing for a dimension. */
            column?: number | null;
            /** @description 0 for the first level. */
            depth: number;
            /** @description Weights of groups that have their own. */
            group_weights: components["schemas"]["GroupWeightView"][];
            /** @description Why it is not final: an objection is open. Nothing otherwise. */
            held?: string | null;
            is_indicator: boolean;
            /** @description How many have a value. */
            known: number;
            moved: string[];
            name: string;
            parent?: string | null;
            /** @description How it is scored, and how its benchmark comes about. */
            rules: string[];
            unit: string;
            weight: string;
        };
        /** @description A look-alike indicator (名称相近、口径不同) and why its values do not count. */
        NotComparable: {
            /** @description Code of the other indicator. */
            indicator: string;
            /** @description In Chinese, for the reader of a status. */
            reason: string;
        };
        NotEvaluatedView: {
            key: string;
            /** @description 暂不评价、缺数据、不属于任何评价池. */
            kind: string;
            name: string;
            pool?: string | null;
            reason: string;
        };
        /** @description 消息: reminders that are addressed to a person. */
        NoticeList: {
            /** @description Newest first. */
            rows: components["schemas"]["NoticeView"][];
            unread: number;
        };
        NoticeView: {
            agency: string;
            /** Format: date-time */
            at: string;
            audience_in_words: string;
            /** Format: int64 */
            id: number;
            /** @description Code of the instruction that it is about. */
            instruction?: string | null;
            is_read: boolean;
            kind_in_words: string;
            /** @description Code of the request that it is about. */
            request?: string | null;
            /** @description Code of the party that it is about. */
            respondent?: string | null;
            /** @description Id of the task whose milestone it is about. */
            task?: string | null;
            text: string;
        };
        /** @description 申诉. */
        ObjectionRequest: {
            /** @description What proves it: name and number of the document. */
            evidence: string;
            /** @description As in [`DisputableView`]. */
            place: string;
            reason: string;
            subject: string;
            /** @description What it should be, a plain number, date or word; empty for missing. */
            value: string;
        };
        ObjectionView: {
            actor: string;
            answer?: components["schemas"]["AnswerView"] | null;
            /** Format: date-time */
            at: string;
            before: string;
            claimed: string;
            evidence: string;
            /** @description 用地面积（亩）. */
            fact: string;
            /** Format: int64 */
            id: number;
            reason: string;
            /** Format: int64 */
            run: number;
            subject: components["schemas"]["Named"];
        };
        /** @description Two times on every value: the period it is about, and since when it is known. */
        Observation: {
            /** @description How far it may be seen; 内部 where nothing is said. */
            class?: components["schemas"]["DataClass"];
            dataset: components["schemas"]["Dataset"];
            grade: components["schemas"]["Grade"];
            /** Format: int64 */
            id: number;
            indicator: string;
            /** Format: date-time */
            known_since: string;
            note?: string | null;
            period: string;
            /** @description Place code. */
            place: string;
            scope: components["schemas"]["Scope"];
            source: string;
            status: components["schemas"]["ObservationStatus"];
            unit: string;
            value: string;
        };
        ObservationForm: {
            dataset?: components["schemas"]["Dataset"] | null;
            /**
             * Format: binary
             * @description csv or xlsx laid out like the template, SDMX-CSV, SDMX-JSON or DHIS2 `dataValueSets`; at most 50 MiB.
             */
            file: string;
            format?: components["schemas"]["ExchangeForm"] | null;
            grade?: string | null;
            /** @description Checks everything and writes nothing. */
            preview?: boolean | null;
            /** @description What stands where the file says nothing: 口径, 等级, 状态, 来源. */
            scope?: string | null;
            source?: string | null;
            status?: string | null;
        };
        ObservationPage: {
            /** @description The same number with what it is made of. */
            count: components["schemas"]["Figure"];
            /** @description `cursor` of the page behind this one; nothing at the end. */
            next?: string | null;
            rows: components["schemas"]["ObservationView"][];
            total: number;
        };
        /** @enum {string} */
        ObservationStatus: "provisional" | "final" | "revised";
        ObservationView: {
            /** @description 冻结后修订, with the frozen period, where it was recorded after the period was frozen. */
            after_freeze?: string | null;
            /** @description 公开, 内部 or 敏感. */
            class_in_words: string;
            figure: components["schemas"]["Figure"];
            grade_in_words: string;
            indicator_name: string;
            observation: components["schemas"]["Observation"];
            period_in_words: string;
            place_name: string;
            scope_in_words: string;
            source_title: string;
            status_in_words: string;
            /** @description 初步核算 v1: of an official statistic, in a list. */
            version_in_words?: string | null;
        };
        OneTimePassword: {
            password: string;
            user: string;
        };
        /** @description 工作台. */
        Overview: {
            /** @description Load per agency: tasks led and cooperated in, heaviest first. */
            agencies: components["schemas"]["AgencyLoad"][];
            /** @description Rows that are behind, worst first, at most ten. */
            behind: components["schemas"]["TargetRowView"][];
            bulletins: components["schemas"]["BulletinView"][];
            /** @description Tasks with or without duties. */
            clauses: components["schemas"]["Figure"];
            counts: components["schemas"]["StatusCount"][];
            /** @description Share of the targets with published figures, percent. */
            coverage: components["schemas"]["Figure"];
            frame: components["schemas"]["AsOfView"];
            open_point_total: components["schemas"]["Figure"];
            /** @description What waits for a decision of the planning section. */
            open_points: components["schemas"]["Finding"][];
            plan: components["schemas"]["PlanSummary"];
            recent: components["schemas"]["AuditView"][];
            /** @description Rows of targets. */
            rows: components["schemas"]["Figure"];
            /** @description Tasks that carry duties. */
            tasks: components["schemas"]["Figure"];
        };
        /** @description What a user sees of their own account. */
        OwnAccount: {
            account: components["schemas"]["UserRow"];
            capabilities: components["schemas"]["Named"][];
            /** @description Who stands in for the user, now or later. */
            deputies: components["schemas"]["RoleHolder"][];
            /** Format: int64 */
            idle_minutes: number;
            /** @description Name of the issuer of log-ins; nothing where the site declares none. */
            issuer?: string | null;
            /** Format: date-time */
            password_since?: string | null;
            /**
             * Format: date
             * @description Day from which the password must be changed.
             */
            password_until?: string | null;
            /**
             * Format: int64
             * @description Recovery codes that are still unused.
             */
            recovery_codes_left: number;
        };
        /** @description One kind of what a pack declares. */
        PackContent: {
            kind: string;
            names: string[];
        };
        PackFileView: {
            /** @description SHA-256; nothing for a pack that does not check. */
            digest?: string | null;
            path: string;
        };
        PackPage: {
            /** @description What is wrong or doubtful, as its author reads it. */
            complaints: string[];
            files: components["schemas"]["PackFileView"][];
            pack: components["schemas"]["PackRow"];
            parameters: components["schemas"]["PackParameterView"][];
            sections: components["schemas"]["RuleSection"][];
            /** @description All versions of the pack, from the oldest to the newest. */
            versions: string[];
        };
        PackParameterValueView: {
            /** @description 官方、二手、示例. */
            certainty: string;
            is_in_force: boolean;
            note: string;
            source: string;
            validity: string;
            value: string;
        };
        PackParameterView: {
            code: string;
            definition: string;
            name: string;
            unit: string;
            values: components["schemas"]["PackParameterValueView"][];
        };
        /** @description A 办理角色. */
        PackRoleView: {
            pack: components["schemas"]["Named"];
            role: components["schemas"]["Named"];
        };
        /** @description One version of a pack in the list. */
        PackRow: {
            basis: string;
            /** @description 官方、二手、示例; nothing when the pack does not check. */
            certainty?: string | null;
            code: string;
            /** @description How many errors keep it from running. */
            errors: number;
            evaluations: components["schemas"]["Named"][];
            formulas: number;
            /** @description In force today. */
            is_in_force: boolean;
            name: string;
            note: string;
            /** @description 随程序发布、本单位. */
            origin: string;
            /** @description What else the pack declares, each kind with the names of what there is of it: 资金分配, 交易, 账本. */
            others: components["schemas"]["PackContent"][];
            registers: components["schemas"]["Named"][];
            validity: string;
            version: string;
        };
        /** @description One test beside a pack and what came of it. */
        PackTestView: {
            /** @description What differs, or what is wrong with the page. */
            failures: string[];
            heading: string;
            is_ok: boolean;
            /** @description `code/version/file.md`, with the line of the heading. */
            page: string;
            /** @description Where the expected answers come from: published documents, or computed by hand. */
            sources: string[];
        };
        PairView: {
            demand: string;
            is_matched: boolean;
            offer: string;
            /** @description Points by part; 「—」 where a value is missing. */
            points: string[];
            /** @description Why it was not matched, in numbers that both can look up. */
            reason: string;
            score: string;
        };
        PairingRow: {
            basis: string;
            certainty_in_words: string;
            code: string;
            name: string;
            pack: string;
            pack_name: string;
        };
        /** @description Matchings and networks that packs declare. */
        PairingShelf: {
            matchings: components["schemas"]["PairingRow"][];
            networks: components["schemas"]["PairingRow"][];
        };
        /** @description One paragraph before and after. */
        ParagraphChange: {
            /** @description Empty: the paragraph is left out. A line break begins another one. */
            after: string;
            before: string;
            /** @description Place among the paragraphs of the draft as it was generated, from 0. */
            paragraph: number;
            /** @description Numbers that were typed by hand, for the approver: no source can be told for them. */
            typed?: string[];
        };
        ParameterUsedView: {
            /** @description 官方、二手、示例; nothing when none was in force. */
            certainty?: string | null;
            name: string;
            source: string;
            unit: string;
            validity: string;
            /** @description 「—」 when none was in force. */
            value: string;
        };
        /**
         * @description A body that takes part: an agency by its code, or a county by its place code. The name is that of the day on which
         *     the request was made.
         */
        Party: {
            code: string;
            name: string;
        };
        PasswordChange: {
            current: string;
            /** @description At least 10 characters of 3 classes. */
            new: string;
        };
        /** @enum {string} */
        PeriodKind: "by-year" | "in-year" | "each-year" | "annual-average" | "cumulative" | "document-period" | "none";
        Person: {
            name: string;
            user: string;
        };
        Place: {
            /** @description Six digits by GB/T 2260 for places that have a code, otherwise an own code. */
            code: string;
            kind: components["schemas"]["PlaceKind"];
            name: string;
            /**
             * Format: int32
             * @description Position in the official order; screens never sort by pinyin.
             */
            order: number;
            /** @description Code of the place it lies in. */
            parent?: string | null;
        };
        /** @enum {string} */
        PlaceKind: "province" | "city" | "county" | "zone";
        PlacedProject: {
            /** @description Nothing where it is not placed. */
            place?: string | null;
            project: string;
            reasons: string[];
            /** @description Key of the row that was chosen. */
            row?: string | null;
            value?: string | null;
        };
        /** @description Both side by side; never stored. */
        PlacementBeside: {
            /** @description Projects that go elsewhere. */
            moved: components["schemas"]["MovedProject"][];
            summary: string[];
            then: components["schemas"]["PlacementFound"];
        };
        /** @description What came out, or why nothing did. */
        PlacementFound: {
            /** @description No placement is worth more. */
            bound: string;
            /** @description Limits that cannot all be kept, each in words. */
            conflict: string[];
            limits: components["schemas"]["PlacementLimit"][];
            placed: number;
            /** @description What came to each place. */
            places: components["schemas"]["PlacementPlace"][];
            projects: components["schemas"]["PlacedProject"][];
            proof: components["schemas"]["ProofView"][];
            refused?: string | null;
            value: string;
        };
        PlacementFreezeRequest: {
            dataset: components["schemas"]["Dataset"];
            /**
             * Format: date-time
             * @description The instant of the dry run that is frozen.
             */
            known_by: string;
            pack: string;
            period: string;
            placement: string;
            reason?: string | null;
            /** Format: int64 */
            replaces?: number | null;
            version: string;
        };
        PlacementLimit: {
            bound: string;
            is_floor: boolean;
            name: string;
            taken: string;
            unit: string;
            /** @description What one unit more would bring, in a sentence; empty where it would bring nothing. */
            words: string;
        };
        PlacementPlace: {
            /** @description Division code. */
            code: string;
            name: string;
            placed: number;
            /** @description Sum of the values of what is placed there. */
            value: string;
        };
        PlacementQuestion: {
            dataset?: components["schemas"]["Dataset"] | null;
            /** Format: date-time */
            known_by?: string | null;
            pack?: string;
            /** @description The newest with rows when it is missing. */
            period?: string | null;
            /** @description The first one of the pack when it is missing. */
            placement?: string | null;
            /**
             * Format: int64
             * @description Number of a frozen run; the rest does not matter then.
             */
            run?: number | null;
        };
        /** @description A placement that a pack declares, with the periods there are rows for. */
        PlacementRow: {
            basis: string;
            certainty: string;
            demo_periods: string[];
            pack: components["schemas"]["Named"];
            placement: components["schemas"]["Named"];
            real_periods: string[];
            register: components["schemas"]["Named"];
            /** @description Frozen runs, newest first. */
            runs: components["schemas"]["AllocationRunView"][];
            version: string;
        };
        /** @description Other limits or parameters on the same rows. */
        PlacementSupposition: {
            limits: components["schemas"]["SupposedLimit"][];
            parameters: components["schemas"]["SupposedParameter"][];
            question: components["schemas"]["PlacementQuestion"];
        };
        /** @description A frozen run, or a dry run over what is known. */
        PlacementView: {
            basis: string;
            certainty: string;
            dataset: components["schemas"]["Dataset"];
            /** @description What the ids of its figures begin with. */
            figures: string;
            found: components["schemas"]["PlacementFound"];
            /** Format: date-time */
            known_by: string;
            map_approval?: string | null;
            note: string;
            pack: components["schemas"]["Named"];
            parameters: components["schemas"]["ParameterUsedView"][];
            period: string;
            period_in_words: string;
            placement: components["schemas"]["Named"];
            rules: components["schemas"]["RuleLine"][];
            run?: components["schemas"]["AllocationRunView"] | null;
            /**
             * Format: int64
             * @description The run that stands for this period, of a dry run.
             */
            standing?: number | null;
            /** @description Parameters that can be supposed. */
            supposable: components["schemas"]["SupposableView"][];
            unit: string;
            version: string;
        };
        /** @description Shape of the form, for the document only; `Upload` reads it. */
        PlanForm: {
            /** @description Code of the plan (ASCII); made from the text when missing. */
            code?: string | null;
            /**
             * Format: binary
             * @description Official text: txt, docx, pdf with a text layer or html, at most 50 MiB.
             */
            file: string;
        };
        /** @description A row of the list of plans: the summary with its counts as figures. */
        PlanListRow: components["schemas"]["PlanSummary"] & {
            clauses: components["schemas"]["Figure"];
            items: components["schemas"]["Figure"];
            items_checked: components["schemas"]["Figure"];
            rows: components["schemas"]["Figure"];
            targets: components["schemas"]["Figure"];
            tasks: components["schemas"]["Figure"];
        };
        PlanMetadata: {
            addressees?: string | null;
            /** @description Title of the notice that carries the plan (关于印发…的通知), if there is one. */
            carrier_title?: string | null;
            /** Format: date */
            date?: string | null;
            /** @description 此件公开发布 and the like. */
            disclosure?: string | null;
            document_number?: string | null;
            issuer?: string | null;
            /** @description The place whose plan it is, as named in the text: 潍坊市. */
            place?: string | null;
            /** @description Where these were found, by field name, and `boilerplate` for page furniture set aside. */
            spans: [
                string,
                {
                    end: number;
                    start: number;
                }
            ][];
            /** @description First and last year of the plan's term. */
            term?: [
                number,
                number
            ] | null;
            title: string;
        };
        /** @description A plan for the screens 方案导入与校对: what never changes, and where the check stands. */
        PlanReview: components["schemas"]["ReviewState"] & {
            corrections: components["schemas"]["Correction"][];
            outline: components["schemas"]["Heading"][];
            residue: components["schemas"]["ResidueView"][];
            /** @description As received; nothing when the text is not stored. */
            text?: string | null;
        };
        PlanSummary: {
            checked: number;
            /** @description Tasks with or without duties; 0 in cuts from before it was counted. */
            clause_count?: number;
            code: string;
            file_name?: string | null;
            /** @description The official text is stored, so clauses can be shown. */
            has_text: boolean;
            /** Format: date-time */
            imported_at: string;
            imported_by: string;
            /** @description 示例: made up to show the product. */
            is_sample: boolean;
            metadata: components["schemas"]["PlanMetadata"];
            row_count: number;
            stage: components["schemas"]["LifeCycleStage"];
            stage_in_words: string;
            target_count: number;
            /** @description Tasks that carry duties. */
            task_count: number;
            total: number;
        };
        PoolCertaintyView: {
            /** @description Keys; within a band a difference in place is not significant. */
            bands: string[][];
            /** @description What moves places how much; empty when no place moves. */
            doubts: components["schemas"]["DoubtView"][];
            indicators: components["schemas"]["InfluenceView"][];
            intervals: components["schemas"]["IntervalView"][];
            pool: string;
        };
        PoolView: {
            code: string;
            grades: components["schemas"]["GradeView"][];
            name: string;
            /** @description Nodes of the tree, dimensions before what they consist of. */
            nodes: components["schemas"]["NodeView"][];
            /** @description How many are ranked in all; the person may see fewer. */
            ranked: number;
            share_bases: number[];
            subjects: components["schemas"]["SubjectView"][];
        };
        PresetRule: {
            /** @description Percentage points above the time share from which it counts as 超进度. */
            ahead_margin: string;
            /** @description Percentage points below the time share that are still 达进度. */
            behind_margin: string;
            /** @enum {string} */
            kind: "time_share";
        } | {
            /** @enum {string} */
            kind: "deadline";
            /** Format: int32 */
            warn_days: number;
        } | {
            /** @enum {string} */
            kind: "monthly_catch_up";
        };
        PriceOfPlace: {
            offer: string;
            /** Format: int32 */
            places: number;
            price: string;
        };
        /** @description Every failure of the API. */
        Problem: {
            /** @description Stable, in English kebab-case: not-found, unauthenticated, bad-file, conflict. */
            code: string;
            details: components["schemas"]["LineError"][];
            /** @description In Chinese: what is wrong, where, what to do. */
            message: string;
            /** @description Words that nobody has used before, when that is the reason. */
            unknown?: components["schemas"]["UnknownWord"][];
        };
        /** @description Problem details (RFC 9457); the members of `Problem` are its extensions. */
        ProblemDetails: components["schemas"]["Problem"] & {
            /** @description What is wrong here, where, what to do; in Chinese. */
            detail: string;
            /** Format: int32 */
            status: number;
            /** @description What kind of problem it is, in Chinese. */
            title: string;
            /** @description Stable, by the code; names a kind and leads nowhere. */
            type: string;
        };
        ProfileRow: {
            grade?: string | null;
            indicator: components["schemas"]["Indicator"];
            period?: string | null;
            scope?: string | null;
            /** @description All values in time order, for the small chart. */
            series: components["schemas"]["SeriesPoint"][];
            value: components["schemas"]["Figure"];
        };
        /** @description Something that was checked after the fact, from the amounts alone. */
        ProofView: {
            claim: string;
            figures: string;
            holds: boolean;
        };
        /** @description What a decision came to. One-time passwords are shown this once. */
        ProposalAnswer: {
            one_time_passwords: components["schemas"]["OneTimePassword"][];
            proposal: components["schemas"]["ProposalView"];
        };
        ProposalDecisionRequest: {
            is_approved: boolean;
            note?: string | null;
        };
        ProposalDecisionView: {
            /** Format: date-time */
            at: string;
            by: string;
            is_approved: boolean;
            note?: string | null;
        };
        ProposalRequest: {
            changes: components["schemas"]["AccessChange"][];
            note?: string | null;
        };
        ProposalView: {
            /** Format: date-time */
            at: string;
            by: string;
            decision?: components["schemas"]["ProposalDecisionView"] | null;
            /** Format: int64 */
            id: number;
            /** @description Each change in words. */
            lines: string[];
            note?: string | null;
        };
        /** @description A figure of somebody else as it was published, with where and of what. */
        PublishedFigure: {
            source: string;
            value: string;
        };
        /** @description A published document. */
        PublishedView: {
            class_in_words: string;
            code: string;
            dataset: components["schemas"]["Dataset"];
            files: components["schemas"]["BulletinFileView"][];
            number: string;
            /** Format: date-time */
            published_at: string;
            title: string;
        };
        PurposeView: {
            code: string;
            definition: string;
            name: string;
        };
        RankingEntry: {
            edition: string;
            list: string;
            publisher: string;
            rank: components["schemas"]["Figure"];
            /** @description Id and title. */
            source: string;
        };
        /** @description What somebody has read. */
        ReadNotices: {
            /**
             * Format: int64
             * @description Id of the newest that was shown.
             */
            up_to: number;
        };
        RebuiltFile: {
            /** @description SHA-256 of the file as this program makes it. */
            digest: string;
            /** @description In Chinese, for the person who asked. */
            finding: string;
            is_same: boolean;
            stored: components["schemas"]["BulletinFileView"];
        };
        /** @description Codes that stand in for a lost telephone, each once. Shown this once. */
        RecoveryCodes: {
            codes: string[];
        };
        RegisterChangeView: {
            actor: string;
            /** Format: date-time */
            at: string;
            changes: components["schemas"]["RowFieldChange"][];
            note?: string | null;
            pack_version: string;
            state_name?: string | null;
            /** @description 新增、修改、删除, or the name of the step. */
            what: string;
        };
        /** @description Counts and sums of a register, by place. */
        RegisterCounts: {
            measures: components["schemas"]["RegisterMeasureView"][];
            places: components["schemas"]["RegisterPlaceCounts"][];
            /** @description Everything together. */
            total: components["schemas"]["Figure"][];
        };
        RegisterDue: {
            in_words: string;
            is_overdue: boolean;
            /**
             * Format: date
             * @description Nothing when it cannot be counted; `in_words` says why.
             */
            on?: string | null;
        };
        /** @enum {string} */
        RegisterFieldKind: "text" | "number" | "money" | "date" | "flag" | "choice" | "reference" | "place" | "agency" | "enterprise" | "file";
        RegisterFieldView: {
            code: string;
            /** @description 口径. */
            definition: string;
            /** @description How to fill it in. */
            hint: string;
            is_key: boolean;
            is_required: boolean;
            /** @description Taken from another pack (取数): nobody fills it in. */
            is_taken: boolean;
            kind: components["schemas"]["RegisterFieldKind"];
            name: string;
            /** @description Of a choice, a flag or a place. */
            options: components["schemas"]["RegisterOption"][];
            unit?: string | null;
        };
        /** @description A file on a row and the change that put it there. */
        RegisterFileView: {
            actor: string;
            /** Format: date-time */
            at: string;
            /** @description SHA-256. */
            digest: string;
            /** @description Code of the field. */
            field: string;
            field_name: string;
            /** @description False for a file that was replaced or taken off. */
            is_current: boolean;
            media_type: string;
            name: string;
            short_digest: string;
            /** @description 1.2 MB. */
            size: string;
        };
        /** @description A register as its forms and tables need it. */
        RegisterForm: {
            /**
             * Format: int64
             * @description The largest file that may hang on a row, in bytes.
             */
            attachment_max: number;
            basis: string;
            certainty_in_words: string;
            /** @description Counts whose rows can be listed: code and name. */
            counts: components["schemas"]["RegisterOption"][];
            dataset: components["schemas"]["Dataset"];
            definition: string;
            /** @description Those that the person sees. */
            fields: components["schemas"]["RegisterFieldView"][];
            has_duplicate_rules: boolean;
            /** @description Names of those that the person does not see; they are nowhere else in the answer. */
            hidden_fields: string[];
            /** @description Where the rows are taken from (取数); people add and remove none in a register that has any. */
            intakes: string[];
            /** @description Whether the person may add rows at all. */
            may_edit: boolean;
            name: string;
            pack: string;
            pack_name: string;
            period?: string | null;
            period_in_words?: string | null;
            /** @description Places that rows may be listed by, in official order. */
            places: components["schemas"]["RegisterOption"][];
            register: string;
            roles: components["schemas"]["RegisterRole"][];
            /** @description Messages of the rules that rows keep. */
            rules: components["schemas"]["RegisterRuleView"][];
            /** @description Which rows the person sees; nothing when all. */
            scope_in_words?: string | null;
            states: components["schemas"]["RegisterStateView"][];
            /** @description With its period. */
            title: string;
            version: string;
        };
        /** @description What an Excel or CSV file would change, or did. */
        RegisterImportReport: {
            /** @description False for a preview and whenever there is an error. */
            accepted: boolean;
            /**
             * Format: int64
             * @description Sent back to import what was previewed; refused when a row has changed since.
             */
            basis: number;
            changed: number;
            /** @description The first of the rows that are new or change. */
            differences: components["schemas"]["RowDifference"][];
            /** @description Line by line; with any of them nothing is imported. */
            errors: components["schemas"]["LineError"][];
            inserted: number;
            unchanged: number;
            warnings: components["schemas"]["LineError"][];
        };
        /** @description What came of taking the rows of a period anew (取数). */
        RegisterIntakeReport: {
            changed: number;
            inserted: number;
            removed: number;
            sources: components["schemas"]["RegisterIntakeSource"][];
            unchanged: number;
        };
        RegisterIntakeSource: {
            name: string;
            /** @description Name of the pack. */
            pack: string;
            /** @description In words; none where that pack has nothing for the period. */
            periods: string[];
            /** @description Rows there that made or raised a line. */
            rows: number;
        };
        /** @description The register that a figure is counted from. */
        RegisterLink: {
            dataset: components["schemas"]["Dataset"];
            /** @description Name with its period. */
            name: string;
            pack: string;
            period?: string | null;
            register: string;
        };
        RegisterMeasureView: {
            code: string;
            /** @description Which rows count, in words. */
            condition: string;
            definition: string;
            /** @description Code of the indicator that takes its values from here. */
            indicator?: string | null;
            name: string;
            unit: string;
        };
        RegisterOption: {
            /** @description As it is stored. */
            code: string;
            name: string;
        };
        RegisterPack: {
            basis: string;
            certainty_in_words: string;
            code: string;
            name: string;
            note: string;
            registers: components["schemas"]["RegisterSummary"][];
            version: string;
        };
        RegisterPage: {
            count: components["schemas"]["Figure"];
            form: components["schemas"]["RegisterForm"];
            /** @description `cursor` of the page behind this one; nothing at the end. */
            next?: string | null;
            rows: components["schemas"]["RegisterRowView"][];
            /** @description All rows of the book that the person sees by state, whatever the filter. */
            states: components["schemas"]["RegisterStateCount"][];
            total: number;
        };
        RegisterPeriod: {
            in_words: string;
            /** @description Nothing for a register that stands. */
            period?: string | null;
            rows: components["schemas"]["Figure"];
        };
        RegisterPlaceCounts: {
            /** @description In the order of the measures. */
            figures: components["schemas"]["Figure"][];
            name: string;
            place: string;
        };
        RegisterRole: {
            code: string;
            /** @description Whether the user who asks has it. */
            is_mine: boolean;
            name: string;
        };
        /** @description One row with everything about it. */
        RegisterRowDetail: {
            duplicates: components["schemas"]["DuplicateView"][];
            /** @description Nothing when the user may change it; otherwise why not and what to do. */
            edit_refusal?: string | null;
            /** @description Files that the row holds, then those that it held. */
            files: components["schemas"]["RegisterFileView"][];
            form: components["schemas"]["RegisterForm"];
            /** @description Newest first. */
            history: components["schemas"]["RegisterChangeView"][];
            row: components["schemas"]["RegisterRowView"];
            steps: components["schemas"]["RegisterStepView"][];
            /** @description Code of a field -> text as it is typed; missing ones are absent. */
            values: {
                [key: string]: string;
            };
            warnings: components["schemas"]["FieldFault"][];
        };
        RegisterRowView: {
            /** @description In the order of the fields; 「—」 when missing. */
            cells: string[];
            due?: components["schemas"]["RegisterDue"] | null;
            key: string;
            name: string;
            /**
             * Format: int64
             * @description Whoever has seen this number has seen every change so far; sent back with changes.
             */
            pulse: number;
            state?: string | null;
            state_name?: string | null;
            /** Format: date-time */
            state_since: string;
        };
        RegisterRuleView: {
            /** @description The row is refused; otherwise it is accepted with a warning. */
            is_refusing: boolean;
            message: string;
        };
        /** @description 名录: all packs that declare registers. */
        RegisterShelf: {
            dataset: components["schemas"]["Dataset"];
            packs: components["schemas"]["RegisterPack"][];
        };
        RegisterStateCount: {
            count: components["schemas"]["Figure"];
            name: string;
            /** @description Nothing in a register without states. */
            state?: string | null;
        };
        RegisterStateView: {
            code: string;
            is_editable: boolean;
            is_final: boolean;
            name: string;
        };
        RegisterStepView: {
            basis: string;
            code: string;
            due?: components["schemas"]["RegisterDue"] | null;
            is_note_required: boolean;
            name: string;
            /** @description Why it cannot be taken; empty when it can. */
            refusals: string[];
            role: string;
            to: string;
        };
        RegisterSummary: {
            basis: string;
            code: string;
            cycle_in_words: string;
            definition: string;
            fields: number;
            name: string;
            /** @description Newest first. */
            periods: components["schemas"]["RegisterPeriod"][];
        };
        RegisterUpload: {
            /**
             * Format: int64
             * @description `basis` of the preview that is to be imported; without it the file is only previewed.
             */
            basis?: number | null;
            /**
             * Format: binary
             * @description csv or xlsx laid out like the template, at most 50 MiB.
             */
            file: string;
        };
        /** @description From when a statistic may be seen. */
        ReleaseDraft: {
            dataset?: components["schemas"]["Dataset"] | null;
            indicator: string;
            period: string;
            /** @description Needed when a release is moved. */
            reason?: string | null;
            /** Format: date-time */
            release: string;
        };
        /** @description An entry of 发布日历. */
        ReleaseView: {
            by: string;
            code: string;
            indicator: string;
            indicator_name: string;
            is_released: boolean;
            period: string;
            period_in_words: string;
            reason?: string | null;
            /** Format: date-time */
            release: string;
            state_in_words: string;
            /**
             * Format: int64
             * @description Grows each time it is moved; goes back as `If-Match`.
             */
            version: number;
        };
        /** @description Why a frozen period is opened again. */
        ReopenPeriod: {
            reason: string;
        };
        /** @description Approve, refuse or withdraw a request. */
        RequestCommand: {
            /** @enum {string} */
            do: "approve";
        } | {
            /** @enum {string} */
            do: "refuse";
            reason: string;
        } | {
            /** @enum {string} */
            do: "withdraw";
            reason: string;
        } | {
            /** @enum {string} */
            do: "narrow";
            fields: string[];
            reason: string;
            respondents: string[];
        };
        /** @description A request as somebody proposes it. */
        RequestDraft: {
            basis: string;
            /** @description 会签 by the joint leads of the task; asked where the plan makes it possible when absent. */
            countersign?: boolean | null;
            dataset?: components["schemas"]["Dataset"] | null;
            /** Format: date-time */
            due: string;
            /** Format: date */
            expires: string;
            fields: components["schemas"]["Field"][];
            /** @description As SDMX writes it: 2025-06. */
            period: string;
            purpose: string;
            /** @description Code of the agency that asks; the actor's own when absent. */
            requester?: string | null;
            /** @description Codes of agencies or places. */
            respondents: string[];
            /** @description Code of the agency that reviews. */
            reviewer: string;
            /** @description Id of the task of the plan. */
            task?: string | null;
            title: string;
        };
        RequestSummary: {
            agreed_count: number;
            /** @description Answers that are submitted or agreed. */
            answered_count: number;
            basis: string;
            code: string;
            /** Format: date-time */
            due: string;
            /** Format: date */
            expires: string;
            field_count: number;
            /** Format: date */
            issued: string;
            known_count: number;
            period_in_words: string;
            proposed_by: string;
            purpose: string;
            requester: components["schemas"]["Party"];
            respondent_count: number;
            reviewer: components["schemas"]["Party"];
            /** @description proposed, in_force, refused, withdrawn. */
            state: string;
            state_in_words: string;
            title: string;
            /**
             * Format: int64
             * @description Grows with each decision; goes back as `If-Match`.
             */
            version: number;
        };
        RequestView: {
            answers: components["schemas"]["FilingSummary"][];
            /** @description 减负意见 about it, as far as the person may see them. */
            complaints: components["schemas"]["ComplaintView"][];
            countersign?: components["schemas"]["Countersign"] | null;
            fields: components["schemas"]["FieldOriginView"][];
            /** @description approve, refuse, withdraw, narrow, review (accept or return several answers), complain. */
            may: string[];
            /** @description What is not asked any more, in sentences. */
            narrowed: string[];
            reason?: string | null;
            summary: components["schemas"]["RequestSummary"];
        };
        /** @description A run on the figures that were looked at, in place of the one that stands. */
        RerunRequest: {
            /**
             * Format: date-time
             * @description `known_by` of what was looked at.
             */
            known_by: string;
            reason: string;
        };
        /** @description A number that is no target, and why. */
        Residue: {
            reason: components["schemas"]["ResidueReason"];
            span: components["schemas"]["Span"];
            text: string;
        };
        /**
         * @description Why a number was set aside (GUIDE F).
         * @enum {string}
         */
        ResidueReason: "achievement" | "incentive" | "threshold" | "programme_name" | "slogan" | "part_of_name" | "cap" | "definition" | "date" | "document_number" | "enumeration" | "validity" | "boilerplate" | "mention" | "undecided";
        ResidueView: components["schemas"]["Residue"] & {
            reason_in_words: string;
        };
        /** @description The answer to "anything new?": nothing while the pulse stands still. */
        ReviewNews: {
            /** Format: int64 */
            pulse: number;
            state?: components["schemas"]["ReviewState"] | null;
        };
        /** @description Where the check of a plan stands. */
        ReviewState: {
            chapters: components["schemas"]["ChapterView"][];
            decisions: components["schemas"]["DecisionView"][];
            /** @description In the order of the text within each kind. */
            items: components["schemas"]["ItemView"][];
            /** @description Who can be asked to check a chapter. */
            people: components["schemas"]["Person"][];
            /**
             * Format: int64
             * @description Grows with every change that this screen shows.
             */
            pulse: number;
            /**
             * Format: int64
             * @description Number of the last decision; goes back as `seen` with the next one.
             */
            revision: number;
            summary: components["schemas"]["PlanSummary"];
        };
        /** @description One item with its reading and what became of it. */
        ReviewedItem: {
            current?: components["schemas"]["Item"] | null;
            /** @description Numbers of the decisions that concern it and still hold. */
            decisions: number[];
            draft?: components["schemas"]["Item"] | null;
            /** @description Ids of the items that stand for it since it was split or merged. */
            heirs: string[];
            id: string;
            kind: components["schemas"]["ItemKind"];
            /** @description Ids of the items that it was split from or merged of. */
            origin: string[];
            state: components["schemas"]["ItemState"];
            /**
             * Format: int64
             * @description Number of the last decision that touched it, taken back or not; 0 as read. Who decides about an older
             *     version than this has not seen what a colleague did.
             */
            version: number;
        };
        /** @enum {string} */
        Role: "planner" | "liaison" | "county_liaison" | "signer" | "leader" | "statistician" | "supervisor" | "enterprise" | "bank" | "researcher" | "system_administrator" | "security_administrator" | "audit_administrator";
        RoleCard: {
            /** @description Codes. */
            capabilities: string[];
            name: string;
            needs_agency: boolean;
            needs_place: boolean;
            role: components["schemas"]["Role"];
        };
        RoleHolder: {
            assignment: components["schemas"]["AssignmentView"];
            display_name: string;
            user: string;
        };
        /**
         * @description How printed shares are rounded (users.md 3.2: both are in use, the one used is named).
         * @enum {string}
         */
        RoundingChoice: "residual" | "plain";
        RowDifference: {
            changes: components["schemas"]["RowFieldChange"][];
            is_new: boolean;
            key: string;
            line: number;
            name: string;
        };
        RowFieldChange: {
            after: string;
            /** @description 「—」 when there was none. */
            before: string;
            field: string;
            unit?: string | null;
        };
        RowParcel: {
            /** @description `RowSaveRequest` as JSON. Every other part is a file under the code of its field: pdf, docx, xlsx, png or jpg. */
            request: string;
        };
        RowRemoveRequest: {
            key: string;
            /** @description Why; required. */
            note: string;
            /** Format: int64 */
            seen: number;
        };
        RowSaveAnswer: {
            /** @description False when nothing was saved: for the faults, or because the warnings wait to be accepted. */
            accepted: boolean;
            duplicates: components["schemas"]["DuplicateView"][];
            faults: components["schemas"]["FieldFault"][];
            key?: string | null;
            /** @description What was understood in another way than written, such as a converted unit. */
            notes: components["schemas"]["FieldFault"][];
            warnings: components["schemas"]["FieldFault"][];
        };
        RowSaveRequest: {
            /** @description The writer has read the warnings and means it. */
            accept_warnings?: boolean;
            /** @description Key and `pulse` of the row that is changed; nothing for a new one. */
            key?: string | null;
            note?: string | null;
            /** Format: int64 */
            seen?: number | null;
            /** @description Code of a field -> text as typed; an absent or blank field is missing. */
            values: {
                [key: string]: string;
            };
        };
        /** @description The row that is transferred, as it stands now. */
        RowStanding: {
            duplicates: components["schemas"]["DuplicateView"][];
            /** @description Names of the fields whose cells the duplicates show. */
            fields: string[];
            /** @description 首报县 and 首报日期; empty where the rule knows none. */
            first: string;
            place_name: string;
            reported: string;
            /** @description False when it was taken out of the register. */
            stands: boolean;
            state_name: string;
        };
        RowStepRequest: {
            key: string;
            note?: string | null;
            /** Format: int64 */
            seen: number;
            step: string;
        };
        RuleLine: {
            /** @description 字段、校验、指标、档次. */
            label: string;
            text: string;
        };
        /**
         * @description Where a number comes from.
         * @enum {string}
         */
        RuleOrigin: "law" | "hardening" | "example";
        /** @description A register, a formula, an evaluation or another rule in words. */
        RuleSection: {
            basis: string;
            code: string;
            /** @description 名录、核算项、评价、分配、交易、利益分享、对接、供应链. */
            kind: string;
            lines: components["schemas"]["RuleLine"][];
            title: string;
        };
        RunEventView: {
            actor: string;
            /** Format: date-time */
            at: string;
            /** Format: date */
            first_day?: string | null;
            /** Format: date */
            last_day?: string | null;
            note?: string | null;
            state_in_words: string;
        };
        /** @description A step of a run. `seen` is the state on the screen. */
        RunStepRequest: {
            /** @description Of 定稿: without the indicators that open objections hold. */
            except_disputed?: boolean;
            note?: string | null;
            seen: string;
        };
        /** @description A frozen run and where it stands. */
        RunView: {
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** @description SHA-256 of the cut and of the outcome. */
            cut: string;
            dataset: components["schemas"]["Dataset"];
            evaluation: string;
            events: components["schemas"]["RunEventView"][];
            finish?: string | null;
            /** @description The same of 定稿 of everything but what open objections hold. */
            finish_rest?: string | null;
            /** Format: int64 */
            id: number;
            object?: string | null;
            /**
             * Format: date
             * @description Last day on which anyone may object; nothing when it is not published.
             */
            objections_until?: string | null;
            open_objections: number;
            outcome: string;
            pack: string;
            period: string;
            /** @description Nothing when the step can be taken; otherwise why not. */
            publish?: string | null;
            reason?: string | null;
            /** Format: int64 */
            replaces?: number | null;
            state: string;
            /** @description 已冻结、公示中、已定稿、已替换. */
            state_in_words: string;
            version: string;
        };
        /**
         * @description The area that a value covers.
         * @enum {string}
         */
        Scope: "city" | "managed" | "administrative" | "unstated";
        /** @description A secret for the app on the telephone. */
        SecondFactorOffer: {
            /** @description `otpauth://totp/…` */
            address: string;
            /** @description A factor counts already: to replace it the password is asked for. */
            needs_password: boolean;
            /** @description The address as QR code, SVG. */
            picture: string;
            /** @description Base 32, to be typed in. */
            secret: string;
        };
        /** @description What the machine makes of words that a person selected. */
        SelectionReading: {
            duties?: components["schemas"]["Duties"] | null;
            period?: components["schemas"]["TargetPeriod"] | null;
            span: components["schemas"]["Span"];
            target?: components["schemas"]["Target"] | null;
            text: string;
        };
        SeriesPoint: {
            /** @description Why it cannot be compared with the value of the same scope before it (数据断点). */
            break_before?: string | null;
            period: string;
            scope: components["schemas"]["Scope"];
            value: components["schemas"]["Figure"];
        };
        SessionView: {
            /** @description What they allow, for menus and buttons; the server asks again. */
            capabilities: components["schemas"]["Capability"][];
            /** @description Sent back as header `x-junxian-csrf` with every change. */
            csrf: string;
            display_name: string;
            /** Format: date-time */
            last_login?: string | null;
            must_change_password: boolean;
            /** @description An administrator without a second factor; nothing else is possible before. */
            must_set_second_factor: boolean;
            /** @description What ends soon (a role, the account, the password), in Chinese, one line each. */
            notices: string[];
            /** @description The password was given once, or is too old; nothing else is possible before. */
            password_reason?: string | null;
            /** @description Roles in force today. */
            roles: components["schemas"]["Role"][];
            user: string;
        };
        /** @description All milestones of a target, in order. */
        SetMilestones: {
            basis: string;
            dataset?: components["schemas"]["Dataset"] | null;
            /** @description Needed when something was set before. */
            reason?: string;
            steps: components["schemas"]["MilestoneDraft"][];
        };
        /** @enum {string} */
        Setting: "password_length" | "password_classes" | "password_days" | "passwords_kept" | "failures_max" | "lock_minutes" | "idle_minutes" | "session_hours" | "single_session" | "one_time_days" | "unused_days" | "second_factor_days" | "notice_days" | "log_days";
        SettingView: {
            /** @description Where the limits come from. */
            basis: string;
            /** Format: int64 */
            max: number;
            /** Format: int64 */
            min: number;
            name: string;
            origin: components["schemas"]["RuleOrigin"];
            /** @description 法定要求, 常见加固要求, 示例. */
            origin_in_words: string;
            setting: components["schemas"]["Setting"];
            unit: string;
            /** Format: int64 */
            value: number;
        };
        SignInWays: {
            /** @description Name of the issuer, for the button; nothing where the site declares none. */
            issuer?: string | null;
        };
        /** @enum {string} */
        SignatureState: "owed" | "signed" | "objected" | "overruled";
        /** @description What one joint lead said. */
        SignatureView: {
            /** Format: date-time */
            at?: string | null;
            by?: string | null;
            /** @description It objected, or kept silent beyond its last day: the planning section may let the answer go on. */
            may_overrule: boolean;
            reason?: string | null;
            signer: components["schemas"]["Party"];
            state: components["schemas"]["SignatureState"];
            state_in_words: string;
        };
        /** @description What somebody else published about plans, for comparison. */
        SilenceBenchmark: {
            /** @description 从未更新. */
            never_updated: components["schemas"]["PublishedFigure"];
            /** @description 没有负责单位. */
            ownerless: components["schemas"]["PublishedFigure"];
        };
        /** @description 沉默度: who answers for what, and since when nothing was heard. */
        SilenceView: {
            /** @description Agencies that lead; bodies are measured, never persons. */
            agencies: components["schemas"]["SilentRow"][];
            benchmark: components["schemas"]["SilenceBenchmark"];
            frame: components["schemas"]["AsOfView"];
            /** @description Days of the task that has been silent longest. */
            longest?: string | null;
            /** @description Share of the tasks of which nothing was ever heard. */
            never_updated: string;
            /** @description Share of the tasks without one responsible body, as printed: 77.1%. */
            ownerless: string;
            plan: components["schemas"]["PlanSummary"];
            /** @description What counts as an update, and since when days are counted. */
            rule: string;
            /** Format: date */
            since: string;
            targets: components["schemas"]["SilentRow"][];
            /** @description Longest silence first. */
            tasks: components["schemas"]["SilentRow"][];
        };
        SilentRow: {
            /** @description 三（一）2; of an agency the number of the tasks it leads, in words. */
            about: string;
            /** @description As printed: 36. */
            days: string;
            label: string;
            /** Format: date-time */
            last?: string | null;
            /** @description 主牵头单位. */
            owner?: string | null;
            /** @description Id of the task that it belongs to; nothing for an agency. */
            task?: string | null;
            /** @description What was heard last. */
            what?: string | null;
        };
        /** @description A commitment without a number: 县县双高速, 每年推出一批典型案例. */
        SoftTarget: {
            id: string;
            kind: components["schemas"]["SoftTargetKind"];
            span: components["schemas"]["Span"];
            task?: string | null;
            text: string;
        };
        /** @enum {string} */
        SoftTargetKind: "coverage" | "recurring_deliverable" | "deliverable" | "relational" | "direction" | "qualitative";
        Source: {
            id: string;
            kind: string;
            publisher: string;
            title: string;
            url?: string | null;
        };
        SourceRef: {
            grade: string;
            /** Format: int64 */
            id: number;
            /** @enum {string} */
            kind: "observation";
            known_since: string;
            source: string;
        } | {
            /** @enum {string} */
            kind: "clause";
            /** @description The label as printed: 三（一）2. Empty in cuts from before it was kept. */
            label?: string;
            span: components["schemas"]["Span"];
            task: string;
            text: string;
        } | {
            id: string;
            /** @enum {string} */
            kind: "publication";
            title: string;
        } | {
            basis: string;
            code: string;
            /** @enum {string} */
            kind: "rule";
            name: string;
        };
        /** @description A stretch of text: code points `start..end`, end exclusive. */
        Span: {
            end: number;
            start: number;
        };
        /** @description One change of life-cycle stage. */
        StageChange: {
            actor: string;
            /** Format: date-time */
            at: string;
            note?: string | null;
            stage: components["schemas"]["LifeCycleStage"];
            stage_in_words: string;
        };
        StageRequest: {
            note?: string | null;
            stage: components["schemas"]["LifeCycleStage"];
        };
        /** @enum {string} */
        Status: "done" | "ahead" | "on_track" | "behind" | "no_data";
        /** @description How many rows have which status. */
        StatusCount: {
            color: string;
            count: components["schemas"]["Figure"];
            label: string;
            share: components["schemas"]["Figure"];
            status: components["schemas"]["Status"];
        };
        /** @description A named rule that turns figures into a status; data, not code (`presets/status.toml`). */
        StatusPreset: {
            /** @description Where the rule was seen. */
            basis: string;
            code: string;
            /** @description One sentence for the reader of a bulletin. */
            description: string;
            /** @description Word and colour per status; colour never stands alone. */
            labels: [
                "done" | "ahead" | "on_track" | "behind" | "no_data",
                string,
                string
            ][];
            name: string;
            rule: components["schemas"]["PresetRule"];
        };
        /** @enum {string} */
        Strength: "binding" | "expected" | "strive";
        SubjectChangeView: {
            cause: string;
            /** @description 本身数值变化、计分参照变化、他人变化. */
            cause_in_words: string;
            details: string[];
            grade: [
                string,
                string
            ];
            key: string;
            name: string;
            rank: [
                string,
                string
            ];
            /** @description Places gained; negative for lost, nothing when one side has no place. */
            rise?: string | null;
            total: [
                string,
                string
            ];
        };
        /** @description One subject explained. */
        SubjectExplanation: {
            derivation: components["schemas"]["Derivation"];
            key: string;
            /** @description What would bring it up. */
            lift: string[];
            name: string;
            sentences: string[];
            /** @description Of the year before, where that was frozen. */
            year_before: string[];
        };
        SubjectView: {
            base: string;
            bonus: string;
            /** @description Scores of dimensions by code. */
            branches: [
                string,
                string
            ][];
            /** @description In the order of the indicators. */
            cells: components["schemas"]["CellView"][];
            /** @description Conditions that must hold whatever the score, in the order of the rules. */
            criteria: components["schemas"]["CriterionView"][];
            /** @description Conditions of direct entry (直通条件) that hold. */
            direct: string[];
            grade?: string | null;
            group?: string | null;
            key: string;
            name: string;
            penalty: string;
            /** @description Division code of the place it is or lies in. */
            place?: string | null;
            rank: string;
            rank_before?: string | null;
            rank_in_group?: string | null;
            total: string;
            vetoes: string[];
            /** @description 连续 D 类年数 with the count. */
            years_in_grade: [
                string,
                number
            ][];
        };
        Succession: {
            /** @description Code of the body that goes on. */
            agency: string;
            kind: components["schemas"]["SuccessionKind"];
            /** Format: date */
            on: string;
        };
        /** @enum {string} */
        SuccessionKind: "split" | "merged" | "transferred";
        SupposableView: {
            code: string;
            name: string;
            unit: string;
            value: string;
        };
        SupposedGrantView: {
            change?: string | null;
            key: string;
            name: string;
            now?: string | null;
            reasons: string[];
            then?: string | null;
        };
        SupposedLimit: {
            bound: string;
            /** @description As the outcome names it. */
            name: string;
        };
        SupposedParameter: {
            code: string;
            value: string;
        };
        /** @description What if (假设): other numbers on the same facts. Shown, never stored. */
        SuppositionRequest: {
            budget?: string | null;
            parameters: components["schemas"]["SupposedParameter"][];
            question: components["schemas"]["AllocationQuestion"];
        };
        SuppositionView: {
            proof: components["schemas"]["ProofView"][];
            /** @description Why nothing would be allocated; the rows are empty then. */
            refused?: string | null;
            rows: components["schemas"]["SupposedGrantView"][];
            /** @description 总额 100000 → 120000 万元；8 个增加、合计多 20000，4 个不变. */
            summary: string[];
        };
        /** @description One indicator with one value (or range), as stated in one place of the plan. */
        Target: {
            approach?: components["schemas"]["Approach"] | null;
            bound?: components["schemas"]["Bound"] | null;
            comparator: components["schemas"]["Comparator"];
            /**
             * Format: int32
             * @description How sure the reader is, 0 to 100; what is below 80 comes first on the checking screen.
             */
            confidence: number;
            definition?: components["schemas"]["DefinitionCard"] | null;
            direction?: components["schemas"]["Direction"] | null;
            /** @description The value holds for each of the places. */
            distribute_each: boolean;
            id: string;
            /** @description Code of the indicator that measures it. */
            indicator?: string | null;
            /** @description Ids of targets that share this number (分别), are a component of it (其中), or repeat it. */
            linked: string[];
            /** @description 力争 and the like, as printed. */
            modality?: string | null;
            nature: components["schemas"]["Nature"];
            period: components["schemas"]["TargetPeriod"];
            /** @description Names of places as in the text; the issuing place by default. */
            places: string[];
            /** @description Number, unit and directly adjacent comparator word. */
            span: components["schemas"]["Span"];
            /** @description Agency that answers for the evidence (一数一源), never the judged one's own figure. */
            steward?: string | null;
            strength: components["schemas"]["Strength"];
            /** @description 突破、超过: strictly above. */
            strict: boolean;
            /** @description Full name of the indicator, shared heads restored; restored words in ( ). */
            subject: string;
            /** @description Id of the task it stands in. */
            task: string;
            text: string;
            /** @description Declared tolerance for 左右 and 近, in percent of the value. */
            tolerance?: string | null;
            /** @description Unit of measure with its magnitude: 亿元, 万千瓦. */
            unit: string;
            /** @description In the printed magnitude; two for a range. */
            values: string[];
            /** @description 新建、达到、稳定在… */
            verb?: string | null;
        };
        TargetList: {
            counts: components["schemas"]["StatusCount"][];
            /** @description With the first part only. */
            findings: components["schemas"]["Finding"][];
            frame: components["schemas"]["AsOfView"];
            /** @description `cursor` of the part behind this one; nothing at the end. */
            next?: string | null;
            notice_total: components["schemas"]["Figure"];
            /** @description How many findings wait for a decision, and how many are only to be read. */
            open_total: components["schemas"]["Figure"];
            plan: components["schemas"]["PlanSummary"];
            rows: components["schemas"]["TargetRowView"][];
            /** @description How many rows there are in all parts. */
            total: components["schemas"]["Figure"];
        };
        /** @description The status of one row as of a date, with all that explains it. */
        TargetOutcome: {
            /** @description Achieved share of the demand, percent. */
            achieved_share?: string | null;
            actual?: components["schemas"]["Observation"] | null;
            /** Format: date */
            as_of: string;
            derivation: components["schemas"]["Derivation"];
            /** @description Demand minus actual in the target's unit; positive means still missing. */
            gap?: string | null;
            latest?: components["schemas"]["Observation"] | null;
            /** @description Further remarks: preliminary figure, series break, tolerance not declared, other definition. */
            notes: string[];
            /** @description In Chinese: why this status. */
            reason: string;
            /** @description Rate per year still required, percent; nothing across a break of series or after the deadline. */
            required_rate?: string | null;
            row: components["schemas"]["TargetRow"];
            status: components["schemas"]["Status"];
            /** @description Share of the time that has passed, percent. */
            time_share?: string | null;
            /** @description One result per year for yearly targets. */
            years: components["schemas"]["YearOutcome"][];
        };
        /** @description By when, and over which years. */
        TargetPeriod: {
            /** @description The words that say so: 到2025年, 每年. */
            cue?: string | null;
            /** Format: int32 */
            end?: number | null;
            /** @description Stated in the clause itself, not inherited. */
            is_explicit: boolean;
            kind: components["schemas"]["PeriodKind"];
            /**
             * Format: int32
             * @description Document period, or years that 每年 runs over.
             */
            start?: number | null;
            /**
             * Format: int32
             * @description By-year and in-year: that year. Cumulative: the last year.
             */
            year?: number | null;
        };
        /** @description A target for one place: what status is computed for (a row of the ledger). */
        TargetRow: {
            /** @description `T07` or, spread over places, `T07-2`. */
            id: string;
            place: string;
            target: string;
        };
        /** @description A row of 目标 with its status. */
        TargetRowView: {
            achieved_share: components["schemas"]["Figure"];
            actual: components["schemas"]["Figure"];
            /** @description Period of `actual` in words. */
            actual_period?: string | null;
            clause: string;
            /** @description 不低于1100亿元. */
            demand: string;
            /** @description The same words with the clause that sets them. */
            demand_figure: components["schemas"]["Figure"];
            due: string;
            /** @description All agencies of its task, by what they answer for. */
            duties: components["schemas"]["Duties"];
            gap: components["schemas"]["Figure"];
            id: string;
            indicator?: components["schemas"]["Indicator"] | null;
            latest: components["schemas"]["Figure"];
            latest_period?: string | null;
            lead: components["schemas"]["AgencyRef"][];
            outcome: components["schemas"]["TargetOutcome"];
            place: string;
            place_code?: string | null;
            register?: components["schemas"]["RegisterLink"] | null;
            required_rate: components["schemas"]["Figure"];
            status_color: string;
            status_figure: components["schemas"]["Figure"];
            status_label: string;
            /** @description The subject as the product words it; `target.subject` is as received. */
            subject: string;
            target: components["schemas"]["Target"];
            task_title: string;
            time_share: components["schemas"]["Figure"];
            /** @description One result per year for targets that are judged year by year. */
            years: components["schemas"]["YearView"][];
        };
        /** @description One leaf measure (重点任务、举措). */
        Task: {
            duties: components["schemas"]["Duties"];
            id: string;
            /** @description From its label to the end of its duty note. */
            span: components["schemas"]["Span"];
            title: string;
            type: components["schemas"]["TaskType"];
        };
        /** @description 任务详情. */
        TaskDetail: {
            findings: components["schemas"]["Finding"][];
            frame: components["schemas"]["AsOfView"];
            history: components["schemas"]["AuditView"][];
            /** @description What was found in it, in order, spans in code points of the whole text. */
            marks: components["schemas"]["Mark"][];
            plan: components["schemas"]["PlanSummary"];
            row: components["schemas"]["TaskRowView"];
            soft_targets: components["schemas"]["SoftTarget"][];
            targets: components["schemas"]["TargetRowView"][];
            /** @description Words of the clause; nothing when the text is not stored. */
            text?: string | null;
            /** @description Offset of `text` in the whole text, in code points. */
            text_start: number;
        };
        TaskList: {
            actions: string[];
            agencies: string[];
            /** @description How many rows there are in all parts. */
            clauses: components["schemas"]["Figure"];
            frame: components["schemas"]["AsOfView"];
            /** @description `cursor` of the part behind this one; nothing at the end. */
            next?: string | null;
            places: components["schemas"]["Place"][];
            plan: components["schemas"]["PlanSummary"];
            rows: components["schemas"]["TaskRowView"][];
        };
        /** @description A row of 任务台账. */
        TaskRowView: {
            /** @description Title of the enclosing action (行动) or section. */
            action: string;
            /** @description As printed, with its parents: 三（一）2. */
            clause: string;
            id: string;
            main_lead?: components["schemas"]["AgencyRef"] | null;
            open_points: components["schemas"]["Figure"];
            /** @description Counties that the text of the task's targets names. */
            places: string[];
            status?: components["schemas"]["Status"] | null;
            /** @description Every status that one of its rows has. */
            statuses: components["schemas"]["Status"][];
            target_count: components["schemas"]["Figure"];
            task: components["schemas"]["Task"];
            title: string;
        };
        /** @enum {string} */
        TaskType: "task" | "goal" | "principle" | "guarantee" | "definition" | "supplementary";
        /** @description What a responsible body wrote about a task when it answered a request. */
        TaskWords: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Party"];
            /** @description Name of the field: 存在问题. */
            field: string;
            /** @description Code of the request. */
            request: string;
            text: string;
        };
        TextForm: {
            /**
             * Format: binary
             * @description The official text that the stored plan was read from.
             */
            file: string;
        };
        /** @description 两数一名: a name with two numbers, for its steward to decide. */
        TicketView: {
            /**
             * Format: int64
             * @description Id of the figure that was decided on.
             */
            chosen?: number | null;
            code: string;
            /** Format: date-time */
            decided_at?: string | null;
            decided_by?: string | null;
            /** @description The reason of the decision; nothing while it is open. */
            decision?: string | null;
            /** @description What the dictionary counts and what the plan counts. */
            definitions: string[];
            /** @description 约2500家: a target that one of the figures is far above. */
            demand?: string | null;
            /** @description 2.4: so many times as much as the target, to one decimal. */
            demand_times?: string | null;
            figures: components["schemas"]["ObservationView"][];
            indicator: string;
            may_decide: boolean;
            state_in_words: string;
            /** @description The body that answers for the number. */
            steward?: string | null;
            /** @description 寿光市地区生产总值（2025年）. */
            subject: string;
            /**
             * Format: int64
             * @description Grows with each number and each decision; goes back as `If-Match`.
             */
            version: number;
        };
        TransferableRow: {
            place: string;
            place_name: string;
            /** @description Why it cannot be transferred now. */
            refusal?: string | null;
            row: string;
            title: string;
        };
        /** @description Rows that may be transferred, and the number that a new agreement would get. */
        TransferableRows: {
            number: string;
            /** @description Counties that may take a row. */
            places: components["schemas"]["AgreementPlace"][];
            rows: components["schemas"]["TransferableRow"][];
        };
        /** @description Weights that are tried. */
        TrialRequest: {
            /** @description The dry run or frozen run that it starts from. */
            question: components["schemas"]["EvaluationQuestion"];
            weights: components["schemas"]["TrialWeightView"][];
        };
        /** @description A trial and what it moves. */
        TrialView: {
            changes: components["schemas"]["ChangesView"];
            evaluation: components["schemas"]["EvaluationView"];
        };
        TrialWeightView: {
            group?: string | null;
            node: string;
            pool: string;
            weight: string;
        };
        /** @description A word that is neither in the plan nor in the word lists. */
        UnknownWord: {
            /** @description Known ones that are alike, the most alike first. */
            nearest: string[];
            word: string;
        };
        UnlinkRequest: {
            /** @description The own password. */
            password: string;
        };
        UserRow: {
            assignments: components["schemas"]["AssignmentView"][];
            display_name: string;
            /**
             * Format: int64
             * @description Days left of the account, when they are few.
             */
            expires_in_days?: number | null;
            /** Format: date */
            expires_on?: string | null;
            has_second_factor: boolean;
            /** @description By which name (`sub`) the issuer of log-ins knows the holder; nothing without a link or an issuer. */
            identity?: string | null;
            /** Format: date-time */
            last_login?: string | null;
            pack_roles: components["schemas"]["PackRoleView"][];
            state: components["schemas"]["AccountState"];
            state_in_words: string;
            user: string;
        };
        VersionView: {
            /** @description Without the text the wording cannot be compared. */
            has_text: boolean;
            /** @description 校对后、机器读取稿 or the name of a file. */
            label: string;
            targets: number;
            tasks: number;
            title: string;
        };
        VoucherSource: {
            name: string;
            /** @description Of its page, with the question. */
            path: string;
        };
        /** @description What the issuer sent the browser back with. */
        WayBack: {
            code?: string | null;
            /** @description In the place of a code. */
            error?: string | null;
            state?: string | null;
        };
        WebhookDesk: {
            /** @description The newest first. */
            deliveries: components["schemas"]["DeliveryView"][];
            events: components["schemas"]["WebhookEvent"][];
            /** @description `host:port` that the machine's administrator has declared; no others may be told. */
            hosts: string[];
            webhooks: components["schemas"]["WebhookView"][];
        };
        WebhookDraft: {
            /** @description `http://` with a declared host. */
            address: string;
            /** @description Codes of events. */
            events: string[];
        };
        WebhookEvent: {
            code: string;
            name: string;
        };
        /** @description Told once. */
        WebhookSecret: {
            /** Format: int64 */
            id: number;
            /** @description Key of the signature. */
            secret: string;
        };
        WebhookView: {
            address: string;
            /** Format: date-time */
            ended_at?: string | null;
            event_names: string[];
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            made_at: string;
            made_by: string;
        };
        /** @enum {string} */
        Weight: "blocking" | "open" | "info";
        WithdrawalRequest: {
            why?: string | null;
        };
        /** @enum {string} */
        WordingKind: "same" | "removed" | "added";
        WordingPiece: {
            kind: components["schemas"]["WordingKind"];
            text: string;
        };
        YearOutcome: {
            actual?: components["schemas"]["Observation"] | null;
            status: components["schemas"]["Status"];
            /** Format: int32 */
            year: number;
        };
        YearView: {
            actual: components["schemas"]["Figure"];
            status: components["schemas"]["Status"];
            status_label: string;
            /** Format: int32 */
            year: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    access_guide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description guide */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGuide"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    account: {
        parameters: {
            query: {
                pack: string;
                /** @description The newest by default. */
                version?: string;
                /** @description What is accounted for, as `subjects` of the table names it; the smallest places by default. */
                subject?: string;
                /** @description One formula over the periods instead of all formulas of one period. */
                formula?: string;
                /** @description Totals of places instead of rows, of the formulas that are added up. */
                by_place?: boolean;
                /** @description The newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description table */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    account_xlsx: {
        parameters: {
            query: {
                pack: string;
                /** @description The newest by default. */
                version?: string;
                /** @description What is accounted for, as `subjects` of the table names it; the smallest places by default. */
                subject?: string;
                /** @description One formula over the periods instead of all formulas of one period. */
                formula?: string;
                /** @description Totals of places instead of rows, of the formulas that are added up. */
                by_place?: boolean;
                /** @description The newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRow"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    agencies: {
        parameters: {
            query?: {
                /** @description As of this day; today where none is said. */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description bodies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    agency_page: {
        parameters: {
            query?: {
                /** @description As of this day; today where none is said. */
                on?: string;
            };
            header?: never;
            path: {
                /** @description code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyPage"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    transferable_rows: {
        parameters: {
            query: {
                pack: string;
                rule: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferableRows"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    agreements: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description agreements */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    draft_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementDraftRequest"];
            };
        };
        responses: {
            /** @description number of the agreement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementNumber"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the agreement */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description agreement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act_on_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the agreement */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementRequest"];
            };
        };
        responses: {
            /** @description agreement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    agreement_docx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the agreement */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description docx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    agreement_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the agreement */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pdf */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    allocation: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                allocation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description The budget that was handed down; that of the pack by default. */
                budget?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    freeze_allocation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllocationFreezeRequest"];
            };
        };
        responses: {
            /** @description run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationRunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    issue_allocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllocationIssueRequest"];
            };
        };
        responses: {
            /** @description run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationRunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    post_allocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllocationPostRequest"];
            };
        };
        responses: {
            /** @description run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationRunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    allocation_xlsx: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                allocation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description The budget that was handed down; that of the pack by default. */
                budget?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    suppose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuppositionRequest"];
            };
        };
        responses: {
            /** @description both side by side */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppositionView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    allocations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description allocations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationRow"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    analyses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description analyses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalysisEntry"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    analysis: {
        parameters: {
            query: {
                pack: string;
                /** @description The newest by default. */
                version?: string;
                /** @description The first of the pack by default. */
                analysis?: string;
                /** @description The newest that can be analysed by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalysisView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    analysis_xlsx: {
        parameters: {
            query: {
                pack: string;
                /** @description The newest by default. */
                version?: string;
                /** @description The first of the pack by default. */
                analysis?: string;
                /** @description The newest that can be analysed by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    audit: {
        parameters: {
            query?: {
                /** @description `next` of the page before; the newest without. */
                cursor?: string;
                /** @description Entries of a page: 50 by default, at most 500. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    log_retention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description retention */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogRetention"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    boundaries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description GeoJSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": Record<string, never>;
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    bulletin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description bulletin */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    bulletin_docx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description docx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    bulletin_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pdf */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    bulletin_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    begin_issue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the bulletin */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rebuild_bulletin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description comparison */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinRebuild"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    calendar_feed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description since when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeedView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    make_calendar_feed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description address */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarAddress"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    end_calendar_feed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description taken back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description secret with `.ics` */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    lots: {
        parameters: {
            query: {
                pack: string;
                exchange: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description lots */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    cases: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description cases */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    open_case: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseOpenRequest"];
            };
        };
        responses: {
            /** @description number of the case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseNumber"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ocds: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description One case; all of them when it is missing. */
                number?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description release package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    case: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the case */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the case */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseRequest"];
            };
        };
        responses: {
            /** @description case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    certificate_docx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the case */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description docx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    certificate_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the case */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pdf */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    pulse: {
        parameters: {
            query: {
                /** @description Number of the last event that is known; answers at once when there is more. */
                after: number;
            };
            header?: never;
            path: {
                /** @description number of the case */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description version and server time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePulse"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    collection_desk: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description lists */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionDesk"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    collection_choices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description choices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionChoices"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    propose_request: {
        parameters: {
            query?: {
                /** @description Only checks. */
                dry?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestDraft"];
            };
        };
        responses: {
            /** @description what the check found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    data_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    accept_filings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchAccept"];
            };
        };
        responses: {
            /** @description how many, and which not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    filing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                request: string;
                /** @description code */
                respondent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act_on_filing: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the answer that was seen */
                "If-Match"?: string | null;
            };
            path: {
                /** @description code */
                request: string;
                /** @description code */
                respondent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingCommand"];
            };
        };
        responses: {
            /** @description answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingReply"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    filing_sheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                request: string;
                /** @description code */
                respondent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    import_filing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                request: string;
                /** @description code */
                respondent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AnswerUpload"];
            };
        };
        responses: {
            /** @description answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingReply"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    complain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplaintDraft"];
            };
        };
        responses: {
            /** @description complaint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decide_request: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the request that was seen */
                "If-Match"?: string | null;
            };
            path: {
                /** @description code */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestCommand"];
            };
        };
        responses: {
            /** @description request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    return_filings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchReturn"];
            };
        };
        responses: {
            /** @description how many, and which not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    comparison: {
        parameters: {
            query: {
                old: string;
                new: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description comparison */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    comparison_with_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ComparisonForm"];
            };
        };
        responses: {
            /** @description comparison */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    comparison_xlsx: {
        parameters: {
            query: {
                old: string;
                new: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    comparison_with_file_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ComparisonForm"];
            };
        };
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    answer_complaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description `version` of the complaint that was seen, in quotes */
                "If-Match"?: string | null;
            };
            path: {
                /** @description code */
                complaint: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplaintAnswer"];
            };
        };
        responses: {
            /** @description complaint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    consent_aggregates: {
        parameters: {
            query?: {
                item?: string;
                /** @description The newest by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description aggregates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentAggregates"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    consented: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description enterprises */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentedShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    consented_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the consent */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentReport"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    consented_docx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the consent */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description docx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    consented_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the consent */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pdf */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    consents: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description consents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    give_consent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentRequest"];
            };
        };
        responses: {
            /** @description consents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    own_report: {
        parameters: {
            query: {
                /** @description Code of the own body. */
                firm: string;
                item: string;
                period: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description results */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentReport"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    withdraw_consent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the consent */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalRequest"];
            };
        };
        responses: {
            /** @description consents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    period_cuts: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description frozen periods */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CutView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    freeze_period: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FreezePeriod"];
            };
        };
        responses: {
            /** @description frozen period */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CutView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    reopen_period: {
        parameters: {
            query?: never;
            header?: {
                /** @description `version` of the frozen period that was seen, in quotes */
                "If-Match"?: string | null;
            };
            path: {
                /** @description code */
                cut: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenPeriod"];
            };
        };
        responses: {
            /** @description frozen period */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CutView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    dictionary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description dictionary */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dictionary"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    evaluation: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                evaluation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    freeze: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FreezeRequest"];
            };
        };
        responses: {
            /** @description run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    finish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunStepRequest"];
            };
        };
        responses: {
            /** @description run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    newer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description figures before and after */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewerView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    objections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description objections */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    object: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionRequest"];
            };
        };
        responses: {
            /** @description objection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunStepRequest"];
            };
        };
        responses: {
            /** @description run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    try_newer: {
        parameters: {
            query: {
                known_by: string;
            };
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    freeze_newer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerunRequest"];
            };
        };
        responses: {
            /** @description the new run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    values: {
        parameters: {
            query: {
                /** @description Its key in the outcome. */
                key: string;
            };
            header?: never;
            path: {
                /** @description number of the run */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description values */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputableView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    evaluation_xlsx: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                evaluation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    certainty: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                evaluation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description certainty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertaintyView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    changes: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                evaluation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description Another version of the pack; the frozen run of the year before when it is missing. */
                other?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    methods: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                evaluation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description methods */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MethodView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    subject: {
        parameters: {
            query: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The one in force in the period by default. */
                version?: string;
                /** @description The first of the pack by default. */
                evaluation?: string;
                /** @description 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description Its key in the outcome. */
                key: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description explanation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectExplanation"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    try_weights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialRequest"];
            };
        };
        responses: {
            /** @description trial */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    evaluations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description evaluations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationRow"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    explain: {
        parameters: {
            query: {
                /** @description `model::FigureId`, or `B<bulletin>-S001` as printed in a document. */
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description explanation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    instructions: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    add_instruction: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstructionDraft"];
            };
        };
        responses: {
            /** @description instruction */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act_on_instruction: {
        parameters: {
            query?: never;
            header?: {
                /** @description `version` of the instruction that was seen, in quotes */
                "If-Match"?: string | null;
            };
            path: {
                /** @description code */
                instruction: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstructionAct"];
            };
        };
        responses: {
            /** @description instruction */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    issues: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description documents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueSummary"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    issue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                issue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act_on_issue: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the document that was seen */
                "If-Match"?: string | null;
            };
            path: {
                /** @description code */
                issue: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueAct"];
            };
        };
        responses: {
            /** @description document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tracked_docx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                issue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description docx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ledgers: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ledgers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ledger: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description 生效日期: with entries about this day and earlier ones; today by default. */
                as_of?: string;
                /** @description 含以后生效: where no day is said, with entries about days to come as well. */
                ahead?: boolean;
                /** @description 已知截止: with what was recorded then; now by default. */
                known_by?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ledger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    open_account: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerOpenRequest"];
            };
        };
        responses: {
            /** @description opened */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    balances_xlsx: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description 生效日期: with entries about this day and earlier ones; today by default. */
                as_of?: string;
                /** @description 含以后生效: where no day is said, with entries about days to come as well. */
                ahead?: boolean;
                /** @description 已知截止: with what was recorded then; now by default. */
                known_by?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    close_period: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerCloseRequest"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerReceipt"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decide_voucher: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerDecideRequest"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerReceipt"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    post_file: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["LedgerUpload"];
            };
        };
        responses: {
            /** @description what became of each voucher */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerFileReport"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    settle: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerSettleRequest"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerReceipt"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    statement: {
        parameters: {
            query: {
                dataset?: components["schemas"]["Dataset"];
                /** @description Number of the account, or its label. */
                account: string;
                /** @description Number of the asset, or its label; the only one of the account where nothing is said. */
                asset?: string;
                first?: string;
                last?: string;
                known_by?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description statement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerStatement"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    statement_xlsx: {
        parameters: {
            query: {
                dataset?: components["schemas"]["Dataset"];
                /** @description Number of the account, or its label. */
                account: string;
                /** @description Number of the asset, or its label; the only one of the account where nothing is said. */
                asset?: string;
                first?: string;
                last?: string;
                known_by?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    sweep_ledger: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerSweepRequest"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerReceipt"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    text: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
                /** @description format */
                format: "hledger" | "beancount" | "log";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": number[];
                    "application/octet-stream": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    journal: {
        parameters: {
            query?: {
                dataset?: components["schemas"]["Dataset"];
                /** @description `next` of the page before; the first page without. */
                cursor?: string;
                /** @description Vouchers of a page: 20 by default, at most 500. */
                limit?: number;
                /** @description Part of a basis, a document, a note, an actor or the name of an account. */
                search?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description vouchers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerJournal"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    post_voucher: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                ledger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerPost"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerReceipt"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    matching: {
        parameters: {
            query: {
                pack: string;
                code: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchingView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    network: {
        parameters: {
            query: {
                pack: string;
                code: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description dependences and links */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    notices: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    read_notices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadNotices"];
            };
        };
        responses: {
            /** @description read */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number of the objection */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            /** @description objection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    preview: {
        parameters: {
            query?: {
                /** @description The claimed one by default. */
                value?: string;
            };
            header?: never;
            path: {
                /** @description number of the objection */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    observations: {
        parameters: {
            query?: {
                indicator?: string;
                place?: string;
                period?: string;
                grade?: string;
                dataset?: components["schemas"]["Dataset"];
                /** @description With superseded values. */
                all_versions?: boolean;
                /** @description `next` of the page before; the first page without. */
                cursor?: string;
                /** @description Rows of a page: 20 by default, at most 500. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObservationPage"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    import_observations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ObservationForm"];
            };
        };
        responses: {
            /** @description imported, or what an import would do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description nothing was imported; errors line by line */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    observations_csv: {
        parameters: {
            query?: {
                indicator?: string;
                place?: string;
                period?: string;
                grade?: string;
                dataset?: components["schemas"]["Dataset"];
                /** @description With superseded values. */
                all_versions?: boolean;
                /** @description `next` of the page before; the first page without. */
                cursor?: string;
                /** @description Rows of a page: 20 by default, at most 500. */
                limit?: number;
                /** @description Only the header with an example, no data. */
                template?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description csv */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    observations_xlsx: {
        parameters: {
            query?: {
                indicator?: string;
                place?: string;
                period?: string;
                grade?: string;
                dataset?: components["schemas"]["Dataset"];
                /** @description With superseded values. */
                all_versions?: boolean;
                /** @description `next` of the page before; the first page without. */
                cursor?: string;
                /** @description Rows of a page: 20 by default, at most 500. */
                limit?: number;
                /** @description Only the header with an example, no data. */
                template?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    observations_file: {
        parameters: {
            query?: {
                indicator?: string;
                place?: string;
                period?: string;
                grade?: string;
                dataset?: components["schemas"]["Dataset"];
                /** @description With superseded values. */
                all_versions?: boolean;
                /** @description `next` of the page before; the first page without. */
                cursor?: string;
                /** @description Rows of a page: 20 by default, at most 500. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description form */
                form: components["schemas"]["ExchangeForm"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": number[];
                    "application/json": Record<string, never>;
                    "application/zip": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    sign_in_ways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ways */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInWays"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    begin_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description where to go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Elsewhere"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    link_identity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WayBack"];
            };
        };
        responses: {
            /** @description linked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    begin_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            /** @description where to go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Elsewhere"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    sign_in_by_issuer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WayBack"];
            };
        };
        responses: {
            /** @description logged in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    finish_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorCode"];
            };
        };
        responses: {
            /** @description logged in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    unlink_identity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnlinkRequest"];
            };
        };
        responses: {
            /** @description unlinked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    own_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnAccount"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    packs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description packs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackRow"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    pack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                code: string;
                /** @description version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pack */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackPage"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                code: string;
                /** @description version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description tests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackTestView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    pairings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description matchings and networks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    placement: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The first one of the pack when it is missing. */
                placement?: string;
                /** @description The newest with rows when it is missing. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    freeze_placement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlacementFreezeRequest"];
            };
        };
        responses: {
            /** @description run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationRunView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    placement_xlsx: {
        parameters: {
            query?: {
                /** @description Number of a frozen run; the rest does not matter then. */
                run?: number;
                pack?: string;
                /** @description The first one of the pack when it is missing. */
                placement?: string;
                /** @description The newest with rows when it is missing. */
                period?: string;
                /** @description `real` by default. */
                dataset?: "real" | "demo";
                known_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    suppose_placement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlacementSupposition"];
            };
        };
        responses: {
            /** @description both side by side */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementBeside"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    placements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description placements */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementRow"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    plans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description plans */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanListRow"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    import_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["PlanForm"];
            };
        };
        responses: {
            /** @description draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSummary"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description review */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanReview"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    leader_brief: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaderBrief"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    bulletins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description bulletins */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_bulletin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulletinRequest"];
            };
        };
        responses: {
            /** @description bulletin */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description state of the check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewState"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    county: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
                /** @description code of the place */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description county */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountyView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description state of the check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewState"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
                /** @description format */
                format: "xlsx" | "json" | "akn" | "stratml";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    "application/json": Record<string, never>;
                    "text/xml": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    map: {
        parameters: {
            query?: {
                /** @description Code of the indicator; the one with the most county values by default. */
                indicator?: string;
                /** @description The newest by default. */
                period?: string;
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description map */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MapView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    news: {
        parameters: {
            query: {
                /** @description `pulse` of what the screen shows. */
                pulse: number;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description news */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewNews"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    overview: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description overview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    reading: {
        parameters: {
            query: {
                start: number;
                end: number;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description reading */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelectionReading"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    silence: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    stages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description stages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageChange"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_stage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageRequest"];
            };
        };
        responses: {
            /** @description stages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageChange"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    targets: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
                /** @description `next` of the part before; the first part without. */
                cursor?: string;
                /** @description Rows of a part, at most 500; all rows without. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description targets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetList"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    targets_xlsx: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    milestones: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
                /** @description id */
                target: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description milestones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestonesView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_milestones: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the milestones that were seen */
                "If-Match": string;
            };
            path: {
                /** @description code */
                plan: string;
                /** @description id */
                target: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetMilestones"];
            };
        };
        responses: {
            /** @description milestones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestonesView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act_on_milestone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
                /** @description id */
                target: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MilestoneAct"];
            };
        };
        responses: {
            /** @description milestones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestonesView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tasks: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
                /** @description `next` of the part before; the first part without. */
                cursor?: string;
                /** @description Rows of a part, at most 500; all rows without. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description tasks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tasks_xlsx: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description xlsx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    task: {
        parameters: {
            query?: {
                /** @description Judged as of this day; the last day of the plan's term by default, or today if that is earlier. */
                as_of?: string;
                /** @description With what was known then; now by default. */
                known_by?: string;
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /** @description Code of a status preset; `time_share` by default. */
                preset?: string;
            };
            header?: never;
            path: {
                /** @description code */
                plan: string;
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskDetail"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    attach_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["TextForm"];
            };
        };
        responses: {
            /** @description plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSummary"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    proposals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description proposals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    propose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalRequest"];
            };
        };
        responses: {
            /** @description proposal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decide_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalDecisionRequest"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalAnswer"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    published: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description published documents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    published_docx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                issue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description docx */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    published_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code */
                issue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pdf */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    registers: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description registers by pack */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterShelf"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rows: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
                /** @description Division code; a city stands for everything in it. */
                place?: string;
                /** @description Code of a state. */
                state?: string;
                /** @description Part of the key or of a text. */
                search?: string;
                /** @description JSON object: code of a field -> stored value. */
                values?: string;
                /** @description Code of a count or sum of the register: only the rows that it counts today. */
                measure?: string;
                /** @description Code of a field, with a minus before it for the largest first; by place and key when absent. */
                sort?: string;
                /** @description `next` of the page before; the first page without. */
                cursor?: string;
                /** @description Rows of a page: 20 by default, at most 500. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterPage"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    counts: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterCounts"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    duplicates: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pairs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicateList"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_distinct: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DistinctRequest"];
            };
        };
        responses: {
            /** @description recorded */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    file: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
                /** @description Division code; a city stands for everything in it. */
                place?: string;
                /** @description Code of a state. */
                state?: string;
                /** @description Part of the key or of a text. */
                search?: string;
                /** @description JSON object: code of a field -> stored value. */
                values?: string;
                /** @description Code of a count or sum of the register: only the rows that it counts today. */
                measure?: string;
                /** @description Code of a field, with a minus before it for the largest first; by place and key when absent. */
                sort?: string;
                /** @description `next` of the page before; the first page without. */
                cursor?: string;
                /** @description Rows of a page: 20 by default, at most 500. */
                limit?: number;
                /** @description Only the header, no rows. */
                template?: boolean;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
                /** @description format */
                format: "xlsx" | "csv";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": number[];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    import_rows: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["RegisterUpload"];
            };
        };
        responses: {
            /** @description preview or result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterImportReport"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    take_in: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description what changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterIntakeReport"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    remove_row: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RowRemoveRequest"];
            };
        };
        responses: {
            /** @description removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    row: {
        parameters: {
            query: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
                key: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterRowDetail"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    save_row: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: {
                /** @description `ETag` of the row, in place of `seen` */
                "If-Match"?: string | null;
            };
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RowSaveRequest"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowSaveAnswer"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    row_file: {
        parameters: {
            query: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
                key: string;
                /** @description Code of the field. */
                field: string;
                /** @description SHA-256 of the file. */
                digest: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": number[];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    save_row_with_files: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["RowParcel"];
            };
        };
        responses: {
            /** @description what became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowSaveAnswer"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    take_step: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
                /**
                 * @description As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
                 *     stands.
                 */
                period?: string;
            };
            header?: never;
            path: {
                /** @description code */
                pack: string;
                /** @description code */
                register: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RowStepRequest"];
            };
        };
        responses: {
            /** @description row after the step */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterRowDetail"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    releases: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description `version` of the entry that was seen, in quotes */
                "If-Match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseDraft"];
            };
        };
        responses: {
            /** @description entry */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    waiting_figures: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObservationView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    take_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    offer_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorOffer"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description logged in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description logged out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tickets: {
        parameters: {
            query?: {
                /** @description `real` by default. */
                dataset?: components["schemas"]["Dataset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description tickets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"][];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decide_ticket: {
        parameters: {
            query?: never;
            header?: {
                /** @description `version` of the ticket that was seen, in quotes */
                "If-Match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideTicket"];
            };
        };
        responses: {
            /** @description ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    repeat_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description waits for its next try */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description addresses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDesk"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    add_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookDraft"];
            };
        };
        responses: {
            /** @description key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    end_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 尚未登录，或登录已失效 */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description 没有完成，原因见内容 */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
