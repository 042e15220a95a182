//! `textDocument/diagnostic`: what was found in a text, for clients that ask for it.

use gen_lsp_types::{
    DiagnosticOptions, DocumentDiagnosticReport, DocumentDiagnosticRequest,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport, Request,
};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::diagnostics::of_text;

pub(super) const ANSWER: Answer = Answer {
    method: DocumentDiagnosticRequest::METHOD,
    waits_for_findings: true,
    announce: |client, capabilities| {
        capabilities.diagnostic_provider = client.pulls.then(|| {
            let options = DiagnosticOptions {
                identifier: Some("touchline".to_owned()),
                // A rule may look at all that is known of a prospect.
                inter_file_dependencies: true,
                // The texts that are not open are told without being asked for.
                workspace_diagnostics: false,
                ..DiagnosticOptions::default()
            };
            options.into()
        });
    },
    give: |workspace, params| {
        answered::<DocumentDiagnosticRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            let report = RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: None,
                    items: asked.as_ref().map(of_text).unwrap_or_default(),
                },
            };
            Ok(DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(report))
        })
    },
};
