;;; touchline-mode.el --- Edit touchline sales journals  -*- lexical-binding: t; -*-

;; Copyright (c) 2026 the touchline authors

;; Author: the touchline authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: text, languages
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Journals of touchline, the plain-text ledger for sales follow-up: their
;; colours, comments, a menu of prospects and headings, and an outline.  Where
;; eglot is installed, M-x eglot starts touchline's language server.
;;
;; A channel, an outcome or a field may be a word of your own, so its place
;; tells what it is: there is no list of words to keep.

;;; Code:

(require 'outline)
(require 'rx)

(defvar eglot-server-programs)

(rx-define touchline-date
  (or (seq (= 4 digit) "-" (** 1 2 digit) "-" (** 1 2 digit))
      (seq (= 4 digit) "/" (** 1 2 digit) "/" (** 1 2 digit))
      (seq (= 4 digit) "." (** 1 2 digit) "." (** 1 2 digit))
      (seq (** 1 2 digit) "." (** 1 2 digit) "." (= 4 digit))))
(rx-define touchline-moment
  (seq touchline-date (opt (+ blank) (** 1 2 digit) ":" (= 2 digit))))
(rx-define touchline-period
  (or touchline-moment
      (seq (= 4 digit) (opt "-" (or (** 1 2 digit) (seq "Q" (any "1-4")))))))
(rx-define touchline-arrow (or "->" "→"))
(rx-define touchline-ends (or eol (seq blank ";")))
(rx-define touchline-heading (seq bol (or (+ "#") (+ "*")) blank))

;;;; Colours

(defconst touchline--touch
  (rx bol (group touchline-moment)
      (opt (+ blank) (or (group (any "<>")) (group "!")))
      (+ blank) (group alpha (*? nonl))
      (or blank touchline-arrow eol))
  "The header of a touch, up to its channel.")

(defconst touchline--parts
  (list
   ;; The prospect.
   (rx (* blank) (group (not (any " \t\n#;")) (*? nonl)) (* blank)
       (or touchline-arrow (seq blank "#") touchline-ends))
   ;; Its tags.
   (rx (* blank) (group "#" (*? nonl)) (* blank)
       (or touchline-arrow touchline-ends))
   (rx (* blank) (group touchline-arrow))
   ;; The outcome.
   (rx (* blank) (group (not (any " \t\n#:;0-9")) (*? nonl)) (* blank)
       (or ":" (seq blank (any "#0-9")) touchline-ends))
   ;; The outcome's date.
   (rx (* blank) (group touchline-period) (or blank ":" eol))
   ;; The tags at the very end.
   (rx (opt (*? nonl) blank)
       (group "#" (+ (not (any " \t\n"))) (* (+ blank) "#" (+ (not (any " \t\n")))))
       (* blank) touchline-ends))
  "What may follow a channel, each with what it is in its first group.")

(defun touchline--match-touch (limit)
  "Match the next header of a touch before LIMIT, each part in its group."
  (when (re-search-forward touchline--touch limit t)
    (let ((groups (match-data)))
      (goto-char (match-end 4))
      (dolist (part touchline--parts)
        (setq groups (append groups (if (looking-at part)
                                        (list (match-beginning 1) (goto-char (match-end 1)))
                                      '(nil nil)))))
      (set-match-data groups)
      (end-of-line)
      t)))

(defun touchline--under-touch-p ()
  "Say whether the header above point is that of a touch."
  (save-excursion
    (and (re-search-backward (rx bol (not (any " \t\n;#*%"))) nil t)
         (looking-at-p "[0-9]"))))

(defun touchline--match-under-touch (regexp limit)
  "Match REGEXP before LIMIT, in a line under a touch."
  (let (found)
    (while (and (setq found (re-search-forward regexp limit t))
                (not (save-match-data (touchline--under-touch-p)))))
    found))

(defconst touchline--field
  (rx bol (+ blank) (group alpha (* (or alnum "-")) ":")
      (or eol (seq (+ blank) (opt (group touchline-moment) (or blank eol)))))
  "A field, with its date if it begins with one.")

(defconst touchline--homework
  (rx bol (+ blank) (group "[" (any " xX") "]") (+ blank) (group (or "me" "them")) blank
      (opt (* blank) (group touchline-moment) blank))
  "An item of homework.")

(defconst touchline--assertion
  (rx bol (+ blank) (group "=") (+ blank)
      (group (or "touch" "step" "cadence" "due" "status"))
      (+ blank) (group (not (any " \t\n;")) (*? nonl)) (* blank) touchline-ends)
  "An assertion.")

(defun touchline--match-note (limit)
  "Match the beginning of the next note under a touch before LIMIT."
  (let (found)
    (while (and (setq found (touchline--match-under-touch
                             (rx bol (+ blank) (not (any " \t\n;"))) limit))
                (save-excursion
                  (beginning-of-line)
                  (or (looking-at-p touchline--field)
                      (looking-at-p touchline--homework)
                      (looking-at-p touchline--assertion)))))
    found))

(defconst touchline--promise '(font-lock-constant-face bold)
  "The face of a date that somebody may rely on.")

(defconst touchline--keywords
  `((,(rx touchline-heading (* nonl)) 0 'outline-1 t)
    (,(rx (or bol blank) (any ";#*%") (*? nonl)
          (group "touchline:" (* blank) "allow" blank (* nonl)))
     1 'font-lock-doc-face t)
    ;; Nothing can be made of such a line, nor of a mark that sticks to its channel.
    (,(rx bol (not (any alnum " \t\n;#*%")) (* nonl)) 0 'error)
    (,(rx bol (group touchline-moment) (+ blank) (group (any "<>!") (+ (not (any " \t\n")))))
     (1 'font-lock-constant-face)
     (2 'error))
    (touchline--match-touch
     (1 'font-lock-constant-face)
     (2 'font-lock-builtin-face nil t)
     (3 touchline--promise nil t)
     (4 'font-lock-type-face)
     (5 'font-lock-function-name-face nil t)
     (6 'font-lock-preprocessor-face nil t)
     (7 'font-lock-builtin-face nil t)
     (8 'font-lock-keyword-face nil t)
     (9 touchline--promise nil t)
     (10 'font-lock-preprocessor-face nil t))
    (,(rx bol (group (or "prospect" "rep")) (+ blank)
          (group (not (any " \t\n;")) (*? nonl)) (* blank) touchline-ends)
     (1 'font-lock-keyword-face)
     (2 'font-lock-function-name-face))
    (,(rx bol (group "include") (+ blank)
          (group (not (any " \t\n;")) (*? nonl)) (* blank) touchline-ends)
     (1 'font-lock-keyword-face)
     (2 'font-lock-string-face))
    (,touchline--field
     (1 'font-lock-variable-name-face)
     (2 (if (member (downcase (match-string 1)) '("n:" "next:"))
            touchline--promise
          'font-lock-constant-face)
        nil t))
    (,(lambda (limit) (touchline--match-under-touch touchline--homework limit))
     (1 (if (equal (match-string 1) "[ ]") 'font-lock-warning-face 'font-lock-comment-face))
     (2 'font-lock-keyword-face)
     (3 'font-lock-constant-face nil t))
    (,(lambda (limit) (touchline--match-under-touch touchline--assertion limit))
     (1 'font-lock-builtin-face)
     (2 'font-lock-keyword-face)
     (3 'font-lock-constant-face))
    (touchline--match-note
     (,(rx blank (group "#" (+ (or alnum (any "_-"))))) (beginning-of-line) nil
      (1 'font-lock-preprocessor-face))))
  "What `font-lock-keywords' are in a journal.")

;;;; The mode

(defvar touchline-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?\" "." table)
    (modify-syntax-entry ?\n ">" table)
    table)
  "Quotes quote nothing in a journal, and a comment ends with its line.")

(defconst touchline--syntax-propertize
  (syntax-propertize-rules
   ((rx (or bol blank) (group ";")) (1 "<"))
   ((rx bol (group (any "#*%"))) (1 "<")))
  "A comment begins in the first column, or with a semicolon behind white space.")

(defun touchline--outline-level ()
  "The depth of a heading; entries stand below all of them."
  (if (looking-at (rx (or (+ "#") (+ "*"))))
      (- (match-end 0) (match-beginning 0))
    100))

(defun touchline-indent-line ()
  "Indent an empty line as the one above it, or by four under a header.
A line with text stays as it is, since its indentation has a meaning."
  (if (save-excursion (beginning-of-line) (looking-at-p (rx (* blank) eol)))
      (indent-line-to (save-excursion
                        (cond ((/= (forward-line -1) 0) 0)
                              ((looking-at-p (rx alnum)) 4)
                              (t (current-indentation)))))
    'noindent))

;;;###autoload
(define-derived-mode touchline-mode prog-mode "Touchline"
  "Edit a touchline sales journal."
  (setq-local comment-start "; ")
  (setq-local comment-start-skip (rx (group (or bol blank)) (+ ";") (* blank)))
  (setq-local syntax-propertize-function touchline--syntax-propertize)
  (setq-local font-lock-defaults '(touchline--keywords nil t))
  (setq-local imenu-case-fold-search t)
  (setq-local imenu-generic-expression
              `(("Prospects" ,(rx bol "prospect" (+ blank) (group (not (any " \t\n;")) (*? nonl))
                                  (* blank) touchline-ends)
                 1)
                ("Headings" ,(rx touchline-heading (* blank) (group (+ nonl))) 1)))
  (setq-local outline-regexp (rx (or (seq (or (+ "#") (+ "*")) blank) alnum)))
  (setq-local outline-level #'touchline--outline-level)
  (setq-local indent-tabs-mode nil)
  (setq-local indent-line-function #'touchline-indent-line)
  ;; A new line begins a new entry as often as not, so it is not indented unasked.
  (setq-local electric-indent-chars nil))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.touch\\'" . touchline-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(touchline-mode "touchline" "lsp")))

(provide 'touchline-mode)
;;; touchline-mode.el ends here
