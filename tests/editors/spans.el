;;; Writes down each stretch of sample.touch that has a face: its line, the face, its text.

(require 'subr-x)
(set-language-environment "UTF-8")
(find-file "sample.touch")
(font-lock-ensure)
(let ((at (point-min)) spans)
  (while (< at (point-max))
    (let ((face (get-text-property at 'face))
          (end (min (next-single-property-change at 'face nil (point-max))
                    (save-excursion (goto-char at) (1+ (line-end-position))))))
      (when face
        (push (format "%d\t%s\t%s" (line-number-at-pos at) face
                      (string-trim-right (buffer-substring-no-properties at end) "\n"))
              spans))
      (setq at end)))
  (write-region (concat (string-join (nreverse spans) "\n") "\n") nil "spans.txt"))
