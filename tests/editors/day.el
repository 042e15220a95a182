;;; A day with a journal, as somebody lives it who types: each thing is done with the commands of
;;; Emacs and eglot.  -*- lexical-binding: t -*-

(require 'eglot)
(require 'subr-x)
(set-language-environment "UTF-8")
(setq eglot-sync-connect 60
      jsonrpc-default-request-timeout 60
      make-backup-files nil)

(defvar seen nil)
(defun see (&rest words)
  (push (string-join words ": ") seen))

(defun wait-for (what is-so)
  (let ((end (+ (float-time) 60)) found)
    (while (not (setq found (funcall is-so)))
      (when (> (float-time) end)
        (error "In vain: %s\n%s" what (buffer-string)))
      (accept-process-output nil 0.02))
    found))

(defun go-to (words)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (match-beginning 0)))

(defun tell ()
  "A batch is never idle, which eglot waits for to tell of a change."
  (eglot--signal-textDocument/didChange))

(defun findings ()
  (flymake-start)
  (flymake-diagnostics))

;; There is nobody to ask.
(setq last-nonmenu-event t)
(advice-add 'y-or-n-p :override (lambda (&rest _) t))
(advice-add 'completing-read :override
            (lambda (_prompt actions &rest _)
              (dolist (action actions) (see "action" (car action)))
              (caar actions)))

(defun live ()
  (find-file "main.touch")
  (call-interactively #'eglot)
  (dolist (finding (wait-for "findings" #'findings))
    (let ((text (flymake-diagnostic-text finding)))
      (string-match "\\[\\(.*?\\)\\]" text)
      (see "finding" (match-string 1 text)
           (buffer-substring-no-properties (flymake-diagnostic-beg finding)
                                           (flymake-diagnostic-end finding)))))

  (go-to "Étoile -> sant")
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
    (see "hover" (car (split-string (wait-for "hover" (lambda () shown)) "\n"))))

  (dolist (place (xref-backend-references 'eglot nil))
    (let ((location (xref-item-location place)))
      (see "named" (file-relative-name (xref-location-group location))
           (number-to-string (xref-location-line location)))))

  (go-to "sant")
  (eglot-code-actions (point) (point) nil t)
  (tell)
  (wait-for "no findings" (lambda () (not (findings))))

  (go-to "Étoile -> sent")
  (eglot-rename "Lumière 𝄞 Étoile")

  (goto-char (point-max))
  (insert "2026-03-24 call Lum")
  (tell)
  (completion-at-point)
  (insert " -> voi")
  (tell)
  (completion-at-point)
  (insert "\n")

  (tell)
  (eglot-format-buffer)
  (save-some-buffers t)
  (eglot-shutdown (eglot-current-server)))

(condition-case trouble (live)
  (error (see "trouble" (error-message-string trouble))))
;; Names of files are bytes as eglot gives them, and characters are those of UTF-8 as Emacs has them.
(let ((coding-system-for-write 'no-conversion))
  (write-region (string-join (append (nreverse seen) '("")) "\n") nil "seen.txt"))
