;;; Opens main.touch with the server, mends what is wrong in it, and writes down what was found
;;; before and after.

(require 'eglot)
(require 'subr-x)
(setq eglot-sync-connect 9
      make-backup-files nil)
(find-file "main.touch")
(call-interactively #'eglot)

(defun wait-for (some)
  (let ((end (+ (float-time) 9)))
    (while (and (< (float-time) end) (not (eq some (and (flymake-diagnostics) t))))
      (accept-process-output nil 0.02)
      (flymake-start))
    (mapcar (lambda (finding)
              (let ((text (flymake-diagnostic-text finding)))
                (string-match "\\[\\(.*?\\)\\]" text)
                (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg finding))
                        (match-string 1 text))))
            (flymake-diagnostics))))

(let ((before (wait-for t)))
  (goto-char (point-min))
  (search-forward " cal ")
  (replace-match " call ")
  ;; A batch is never idle, which eglot waits for to tell of a change; before a save it tells too.
  (save-buffer)
  (let ((after (wait-for nil)))
    (write-region (concat (string-join (append before '("mended") after) "\n") "\n")
                  nil "findings.txt")))
(eglot-shutdown (eglot-current-server))
